/**
 * Reads LightGBM's text models, versions 2 to 4. The format is what LightGBM's own
 * `GBDT::SaveModelToString` and `Tree::ToString` write.
 */
@NullMarked
package io.inferry.engine.trees.lightgbm;

import org.jspecify.annotations.NullMarked;
