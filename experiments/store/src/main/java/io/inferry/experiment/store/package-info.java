/** What outlives the process: a journal on disk, or a database that replicas share. */
@NullMarked
package io.inferry.experiment.store;

import org.jspecify.annotations.NullMarked;
