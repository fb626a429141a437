/** The verb {@code experiment}. */
@NullMarked
package io.inferry.experiment.command;

import org.jspecify.annotations.NullMarked;
