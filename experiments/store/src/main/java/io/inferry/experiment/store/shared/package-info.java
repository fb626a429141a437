/** What replicas share: one PostgreSQL database between the controllers of one experiment. */
@NullMarked
package io.inferry.experiment.store.shared;

import org.jspecify.annotations.NullMarked;
