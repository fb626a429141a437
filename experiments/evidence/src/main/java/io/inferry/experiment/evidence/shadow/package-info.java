/** Compares the answers of a live version and of a shadow. */
@NullMarked
package io.inferry.experiment.evidence.shadow;

import org.jspecify.annotations.NullMarked;
