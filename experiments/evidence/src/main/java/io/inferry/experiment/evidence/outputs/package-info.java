/** What answers look like: samples of their elements, predictions, and distributions for drift. */
@NullMarked
package io.inferry.experiment.evidence.outputs;

import org.jspecify.annotations.NullMarked;
