/** The bytes of summaries: versioned, with a checksum. */
@NullMarked
package io.inferry.experiment.evidence.form;

import org.jspecify.annotations.NullMarked;
