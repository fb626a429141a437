package io.inferry.server.command;

import io.inferry.api.ServingException;
import io.inferry.api.peer.PeerCommand;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the program was asked to do. */
public final class Arguments {
    private Arguments() {}

    /** Does it and returns the exit status. */
    public static int run(String... arguments) {
        try {
            return arguments.length == 0 ? byPicocli(arguments) : runPlainly(arguments);
        } catch (ServingException refusal) {
            System.err.println("inferry: " + refusal.text());
            return InferryCommand.FAILED;
        }
    }

    private static int runPlainly(String... arguments) {
        List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
        if (arguments[0].equals("demo") && rest.isEmpty()) {
            return new DemoCommand().call();
        }
        if (arguments[0].equals("serve")) {
            Optional<ServeOptions> options = PlainArguments.read(rest);
            if (options.isPresent()) {
                return ServeCommand.run(options.get());
            }
        }
        Optional<PeerCommand> peer = Peers.named(arguments[0]);
        return peer.isPresent() ? Peers.run(peer.get(), rest) : byPicocli(arguments);
    }

    private static int byPicocli(String... arguments) {
        return InferryCommand.commandLine().execute(arguments);
    }
}
