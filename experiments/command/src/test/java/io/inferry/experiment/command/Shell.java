package io.inferry.experiment.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * What a person at a shell sees of {@code inferry experiment …}.
 *
 * @param status the exit status
 */
public record Shell(int status, String out, String err) {
    /** Runs one command line, without the word {@code experiment}. */
    public static Shell experiment(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int status =
                new CommandLine(new ExperimentVerb())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(arguments);
        return new Shell(status, out.toString(), err.toString());
    }
}
