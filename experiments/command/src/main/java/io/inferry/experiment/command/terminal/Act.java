package io.inferry.experiment.command.terminal;

import io.inferry.api.ServingException;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** What a subcommand does. */
@FunctionalInterface
public interface Act {
    /**
     * Does it.
     *
     * @param out where results go
     * @return the exit status
     */
    int done(PrintWriter out) throws InterruptedException;

    /** Does it for a command: a failure becomes a line and an exit status. */
    static int of(CommandSpec command, Act act) {
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        try {
            return act.done(out);
        } catch (ServingException e) {
            err.println("experiment " + command.name() + ": " + e.text());
            return ExitStatus.of(e.code());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitStatus.INTERRUPTED;
        } finally {
            out.flush();
            err.flush();
        }
    }
}
