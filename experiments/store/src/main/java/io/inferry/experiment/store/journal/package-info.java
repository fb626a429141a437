/** The journal on disk: records that outlive a crash, a full disk and a flipped bit. */
@NullMarked
package io.inferry.experiment.store.journal;

import org.jspecify.annotations.NullMarked;
