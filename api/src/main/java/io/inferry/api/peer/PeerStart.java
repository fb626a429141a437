package io.inferry.api.peer;

import io.inferry.api.management.Management;
import io.inferry.api.management.ModelDeclaration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What a peer's arguments ask for. */
public sealed interface PeerStart {
    /**
     * To print something and end.
     *
     * @param status of the process, as the peer would exit
     */
    record Exit(int status, String out, String err) implements PeerStart, Verdict {}

    /**
     * To serve.
     *
     * @param configuration whence our settings come
     * @param models by name; what they are may change later through {@link Management#declare}
     * @param opening when ports open
     * @param refresh what is done again and again while the server runs
     * @param notices printed on standard error before anything else happens
     */
    record Run(
            Configuration configuration,
            Map<String, ModelDeclaration> models,
            Opening opening,
            Optional<Refresh> refresh,
            List<String> notices)
            implements PeerStart {
        public Run {
            models = Map.copyOf(models);
            notices = List.copyOf(notices);
        }
    }

    /**
     * Our settings: each source stands over those before it, and our own environment variables over
     * the file.
     *
     * @param standards what the peer has where we have other standards
     * @param file our own configuration file
     * @param flags what the arguments say
     */
    record Configuration(
            List<PeerSetting> standards, Optional<Path> file, List<PeerSetting> flags) {
        public Configuration {
            standards = List.copyOf(standards);
            flags = List.copyOf(flags);
        }
    }

    /** What comes of waiting for models. */
    sealed interface Verdict permits Exit, Open {}

    /**
     * Ports may open.
     *
     * @param warnings what an operator should see, one line each
     */
    record Open(List<String> warnings) implements Verdict {
        public Open {
            warnings = List.copyOf(warnings);
        }
    }

    /** When ports open. */
    @FunctionalInterface
    interface Opening {
        /**
         * Called once, when models have begun to load, on a thread that may wait; it is interrupted
         * when the process is told to stop.
         *
         * @return whether ports open or the process ends
         */
        Verdict await(Management management) throws InterruptedException;
    }

    /**
     * Something that is done again and again once ports are open, on a thread of its own; a {@link
     * io.inferry.api.ServingException} that it throws is logged and the next time comes.
     *
     * @param pause from the end of one time to the beginning of the next
     */
    record Refresh(Duration pause, Consumer<Management> act) {
        public Refresh {
            if (pause.toMillis() < 1) {
                throw new IllegalArgumentException("pause must be 1 ms or more, was " + pause);
            }
        }
    }
}
