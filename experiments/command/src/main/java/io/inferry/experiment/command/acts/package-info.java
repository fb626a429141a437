/** What an operator does with experiments of a running server. */
@NullMarked
package io.inferry.experiment.command.acts;

import org.jspecify.annotations.NullMarked;
