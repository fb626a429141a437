/** Sums that merge, and from which what was added can be taken away again. */
@NullMarked
package io.inferry.experiment.evidence.sums;

import org.jspecify.annotations.NullMarked;
