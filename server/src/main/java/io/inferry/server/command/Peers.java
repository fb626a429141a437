package io.inferry.server.command;

import io.inferry.api.peer.PeerCommand;
import io.inferry.api.peer.PeerSetting;
import io.inferry.api.peer.PeerStart;
import io.inferry.configuration.Assignment;
import io.inferry.configuration.Configuration;
import io.inferry.configuration.Sources;
import io.inferry.server.running.Serve;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Runs the command lines of other servers. Their arguments are theirs to read. */
final class Peers {
    private Peers() {}

    static List<PeerCommand> all() {
        return ServiceLoader.load(PeerCommand.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    static Optional<PeerCommand> named(String name) {
        return all().stream().filter(peer -> peer.name().equals(name)).findFirst();
    }

    /** Does what the arguments ask for and returns the exit status. */
    static int run(PeerCommand peer, List<String> arguments) {
        var serve = new Serve(System.out);
        return switch (peer.read(arguments, System.getenv())) {
            case PeerStart.Exit exit -> serve.exit(exit);
            case PeerStart.Run run -> {
                run.notices().forEach(System.err::println);
                var sources = run.configuration();
                yield serve.peer(
                        Configuration.read(
                                new Sources(
                                        assignments(sources.standards()),
                                        sources.file(),
                                        System.getenv(),
                                        assignments(sources.flags()))),
                        run);
            }
        };
    }

    private static List<Assignment> assignments(List<PeerSetting> settings) {
        return settings.stream()
                .map(one -> new Assignment(one.key(), one.value(), one.origin()))
                .toList();
    }

    /** A peer in the list of verbs. */
    @Command
    static final class Listed implements Callable<Integer> {
        private final PeerCommand peer;

        @Unmatched private List<String> arguments = List.of();

        Listed(PeerCommand peer) {
            this.peer = peer;
        }

        @Override
        public Integer call() {
            return run(peer, arguments);
        }
    }
}
