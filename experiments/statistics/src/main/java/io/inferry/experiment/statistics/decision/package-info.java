/** What follows from the evidence: advance, hold or roll back, with the reason in words. */
@NullMarked
package io.inferry.experiment.statistics.decision;

import org.jspecify.annotations.NullMarked;
