/**
 * Reads XGBoost's models: JSON, UBJSON and the binary format that was XGBoost's own until version
 * 2. The schema is that of XGBoost's documentation, the binary layout that of its 1.7 sources.
 */
@NullMarked
package io.inferry.engine.trees.xgboost;

import org.jspecify.annotations.NullMarked;
