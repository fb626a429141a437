/** How long answers took. */
@NullMarked
package io.inferry.experiment.evidence.latency;

import org.jspecify.annotations.NullMarked;
