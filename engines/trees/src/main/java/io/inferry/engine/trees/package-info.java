/** Gradient-boosted trees of LightGBM and XGBoost, evaluated in pure Java. */
@NullMarked
package io.inferry.engine.trees;

import org.jspecify.annotations.NullMarked;
