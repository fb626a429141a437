/**
 * Trees as the evaluator walks them, whatever file they came from: flat arrays, links from margins
 * to answers, and what is refused about a tree.
 */
@NullMarked
package io.inferry.engine.trees.forest;

import org.jspecify.annotations.NullMarked;
