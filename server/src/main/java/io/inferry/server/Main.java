package io.inferry.server;

import io.inferry.server.command.Arguments;

/** The program. */
public final class Main {
    private Main() {}

    /** Does what the arguments say and exits with its status. */
    public static void main(String[] arguments) {
        System.exit(Arguments.run(arguments));
    }
}
