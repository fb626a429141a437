/** One row in, its results out: checked values, and columns of answers. */
@NullMarked
package io.inferry.engine.pmml.score;

import org.jspecify.annotations.NullMarked;
