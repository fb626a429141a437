/** Sequential inference on counted evidence: pure functions, no clock, no threads. */
@NullMarked
package io.inferry.experiment.statistics;

import org.jspecify.annotations.NullMarked;
