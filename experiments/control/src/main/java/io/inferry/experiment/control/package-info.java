/** Experiments from start to decision. */
@NullMarked
package io.inferry.experiment.control;

import org.jspecify.annotations.NullMarked;
