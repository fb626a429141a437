/** What every subcommand needs: a server to ask, a table to print, an exit status. */
@NullMarked
package io.inferry.experiment.command.terminal;

import org.jspecify.annotations.NullMarked;
