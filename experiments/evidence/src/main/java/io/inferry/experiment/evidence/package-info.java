/** What was seen of each arm: outcomes, latencies, outputs, feedback, differences to a shadow. */
@NullMarked
package io.inferry.experiment.evidence;

import org.jspecify.annotations.NullMarked;
