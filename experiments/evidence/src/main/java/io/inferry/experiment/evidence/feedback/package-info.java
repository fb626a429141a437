/** Joins what became known later (labels, rewards, values) with the answers it is about. */
@NullMarked
package io.inferry.experiment.evidence.feedback;

import org.jspecify.annotations.NullMarked;
