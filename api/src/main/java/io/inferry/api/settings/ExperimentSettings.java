package io.inferry.api.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What experiments remember, and for how long.
 *
 * @param state the journal's directory; empty: nothing outlives the process
 * @param definitions a directory of experiments to start; empty: none
 * @param sync when the journal is forced to disk
 * @param database shared by replicas, in place of the journal
 * @param replica this server's name among them; empty: a random one
 * @param interval between two looks at the evidence
 */
public record ExperimentSettings(
        Optional<Path> state,
        Optional<Path> definitions,
        Sync sync,
        Optional<Database> database,
        String replica,
        Duration interval,
        Feedback feedback) {
    /** Nothing outlives the process. */
    public static final ExperimentSettings STANDARD =
            new ExperimentSettings(
                    Optional.empty(),
                    Optional.empty(),
                    Sync.EACH,
                    Optional.empty(),
                    "",
                    Duration.ofSeconds(1),
                    Feedback.STANDARD);

    /** When the journal is forced to disk. */
    public enum Sync {
        /** After each decision. */
        EACH,
        /** Once a second. */
        SECOND,
        /** When the system likes. */
        SYSTEM
    }

    /**
     * A PostgreSQL database.
     *
     * @param url {@code jdbc:postgresql://host/database}
     */
    public record Database(String url, String user, String password) {
        /** Never shows the password. */
        @Override
        public String toString() {
            return user + " at " + url;
        }
    }

    /**
     * What is kept of answers until their feedback comes.
     *
     * @param idsMax answers remembered; the oldest are forgotten first
     * @param ageMax an answer older than this takes no more feedback
     * @param bodyRecordsMax feedbacks in one request
     */
    public record Feedback(int idsMax, Duration ageMax, int bodyRecordsMax) {
        /** A million answers, a week. */
        public static final Feedback STANDARD = new Feedback(1_000_000, Duration.ofDays(7), 10_000);
    }
}
