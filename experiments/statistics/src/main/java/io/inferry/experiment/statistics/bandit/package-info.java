/** Bandits that choose by what was seen, and estimates of other policies from their log. */
@NullMarked
package io.inferry.experiment.statistics.bandit;

import org.jspecify.annotations.NullMarked;
