/**
 * How much each feature of a row added to a margin: exact Shapley values of trees, on the
 * evaluator's own arrays. They always sum, with the bias, to the margin.
 */
@NullMarked
package io.inferry.engine.trees.shap;

import org.jspecify.annotations.NullMarked;
