/** Experiments and feedback over HTTP: JSON in and out, answered off the I/O threads. */
@NullMarked
package io.inferry.experiment.control.wire;

import org.jspecify.annotations.NullMarked;
