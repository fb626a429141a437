/**
 * Policies that learn from rewards which arm to choose: Thompson sampling and LinUCB, the log of
 * what they chose, and what other policies would have earned.
 */
@NullMarked
package io.inferry.experiment.control.bandit;

import org.jspecify.annotations.NullMarked;
