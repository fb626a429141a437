package io.inferry.configuration;

import io.inferry.api.settings.ExperimentSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that can be set for a server.
 *
 * @param models the repository; empty only while nobody has named one
 * @param listeners by name; a listener that is missing here has the standard settings
 * @param eventLoops I/O threads; 0: chosen by the number of cores
 * @param stopTimeout how long requests in flight may take to finish when the server stops
 * @param protocols options by protocol
 * @param plugins the directory of plug-ins; empty: the one of the distribution
 */
public record ServerSettings(
        Optional<Path> models,
        String host,
        Map<String, ListenerOptions> listeners,
        RequestLimits limits,
        RepositorySettings repository,
        LifecycleSettings lifecycle,
        Readiness readiness,
        MemorySettings memory,
        int eventLoops,
        Duration stopTimeout,
        Map<String, Map<String, String>> protocols,
        LogSettings log,
        Optional<Path> plugins,
        TrafficSettings traffic,
        ExperimentSettings experiments) {
    public ServerSettings {
        listeners = Map.copyOf(listeners);
        protocols = Map.copyOf(protocols);
    }

    /** The settings of a listener. */
    public ListenerOptions listener(String name) {
        return listeners.getOrDefault(name, ListenerOptions.STANDARD);
    }

    /** What a request must bring to choose its version by a header; empty: none may. */
    public Optional<String> overrideKey() {
        return traffic.overrideKey();
    }

    /** What holds for the traffic of every model. */
    public record TrafficSettings(Optional<String> overrideKey) {
        /** Without the key. */
        @Override
        public String toString() {
            return "TrafficSettings";
        }
    }

    /** When traffic should come. */
    public enum Readiness {
        /** Once every model has an available version. */
        ALL,
        /** Once any model has. */
        ANY,
        /** Once the server runs. */
        STARTED
    }

    /**
     * Bounds of what callers may send; beyond one of them they get an answer that names it.
     *
     * @param inflatedBytesMax one body once inflated
     * @param bodyTimeout from a request's head to its last byte
     * @param idleTimeout how long a connection may stay with nothing to do
     * @param connectionsMax of one listener
     * @param inFlightBytesMax bodies held by all listeners together
     * @param streamsMax concurrent requests of one HTTP/2 connection
     */
    public record RequestLimits(
            int bodyBytesMax,
            int inflatedBytesMax,
            int headerBytesMax,
            int uriBytesMax,
            Duration bodyTimeout,
            Duration idleTimeout,
            int connectionsMax,
            long inFlightBytesMax,
            int streamsMax) {}

    /**
     * How the repository is watched.
     *
     * @param poll between two looks
     * @param settle how long a version's files must not have changed before it is loaded
     * @param marker the name of a file that says a version is complete
     * @param filesMax files of one version at most
     * @param depthMax directories below one version at most
     */
    public record RepositorySettings(
            Duration poll, Duration settle, String marker, int filesMax, int depthMax) {}

    /**
     * How versions come and go.
     *
     * @param loadThreads 0: chosen by the number of cores
     * @param drainMax how long requests inside a leaving version may take
     */
    public record LifecycleSettings(
            int loadThreads,
            Duration retryMin,
            Duration retryMax,
            Duration drainMax,
            Preserve preserve,
            HistoryBounds history) {}

    /** What matters more while a version is exchanged for another. */
    public enum Preserve {
        /** The old one leaves once the new one answers. */
        AVAILABILITY,
        /** The old one leaves first. */
        RESOURCES
    }

    /** How many changes of a version, unloaded versions and removed models are remembered. */
    public record HistoryBounds(int changesMax, int versionsMax, int modelsMax) {}

    /**
     * Native memory for tensors of requests and answers, in bytes.
     *
     * @param tensorBudget at any moment
     * @param idleMax kept for later use while nobody holds it
     */
    public record MemorySettings(long tensorBudget, long idleMax) {}

    /** What is logged and how. */
    public record LogSettings(Level level, Format format) {
        /** The least important event that is written. */
        public enum Level {
            DEBUG,
            INFO,
            WARN,
            ERROR
        }

        /** The form of a line. */
        public enum Format {
            TEXT,
            JSON
        }
    }
}
