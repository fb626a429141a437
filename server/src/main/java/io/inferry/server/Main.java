package io.inferry.server;

import io.inferry.server.command.InferryCommand;

/** The program. */
public final class Main {
    private Main() {}

    /** Runs the verb that the arguments name and exits with its status. */
    public static void main(String[] arguments) {
        System.exit(InferryCommand.commandLine().execute(arguments));
    }
}
