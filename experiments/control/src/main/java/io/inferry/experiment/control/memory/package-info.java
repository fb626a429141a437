/** What a restart, or another replica, has to know of experiments. */
@NullMarked
package io.inferry.experiment.control.memory;

import org.jspecify.annotations.NullMarked;
