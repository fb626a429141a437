/** What the evidence says: counts in, findings out. Pure: no clock, no threads. */
@NullMarked
package io.inferry.experiment.control.judging;

import org.jspecify.annotations.NullMarked;
