package io.inferry.configuration;

import io.inferry.api.settings.ExperimentSettings;
import io.inferry.api.settings.ExperimentSettings.Database;
import io.inferry.api.settings.ExperimentSettings.Feedback;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys of inferry.yaml below {@code experiments}. */
final class ExperimentKeys {
    /** The name alone, for messages. */
    static final String PASSWORD = "experiments.database.password";

    private static final ExperimentSettings STANDARD = ExperimentSettings.STANDARD;
    private static final int IDS_MAX = 100_000_000;
    private static final int RECORDS_MAX = 1_000_000;

    static final Key<Path> STATE =
            Key.optional(
                    "experiments.state",
                    Texts.PATH,
                    "The directory of the journal that experiments resume from; unset:"
                            + " `.inferry/experiments` in the directory of models.");
    static final Key<Path> DEFINITIONS =
            Key.optional(
                    "experiments.definitions",
                    Texts.PATH,
                    "A directory of experiments that are started with the server.");
    static final Key<ExperimentSettings.Sync> SYNC =
            Key.of(
                    "experiments.sync",
                    Choice.of(ExperimentSettings.Sync.class),
                    STANDARD.sync(),
                    "When the journal is forced to disk: after each decision, once a second, or"
                            + " when the system likes.");
    static final Key<String> DATABASE_URL =
            Key.optional(
                    "experiments.database.url",
                    new DatabaseUrl(),
                    "A PostgreSQL database that replicas share, in place of the journal.");
    static final Key<String> DATABASE_USER =
            Key.optional("experiments.database.user", Texts.WORD, "Who signs in there.");
    static final Key<String> DATABASE_PASSWORD =
            Key.secret(PASSWORD, new Secrets(1), "With what; never printed.");
    static final Key<String> REPLICA =
            Key.optional(
                    "experiments.replica",
                    Texts.WORD,
                    "This server's name among replicas; unset: a random one.");
    static final Key<Duration> INTERVAL =
            Key.of(
                    "experiments.interval",
                    Durations.atLeast(Duration.ofMillis(10)),
                    STANDARD.interval(),
                    "Time between two looks at the evidence.");
    static final Key<Integer> IDS =
            Key.of(
                    "experiments.feedback.ids_max",
                    Numbers.ints(1, IDS_MAX),
                    STANDARD.feedback().idsMax(),
                    "Answers remembered until their feedback comes; the oldest are forgotten"
                            + " first.");
    static final Key<Duration> AGE_MAX =
            Key.of(
                    "experiments.feedback.age_max",
                    Durations.atLeast(Duration.ofSeconds(1)),
                    STANDARD.feedback().ageMax(),
                    "An answer older than this takes no more feedback.");
    static final Key<Integer> BODY_RECORDS_MAX =
            Key.of(
                    "experiments.feedback.body_records_max",
                    Numbers.ints(1, RECORDS_MAX),
                    STANDARD.feedback().bodyRecordsMax(),
                    "Feedbacks in one request at most.");

    static final List<Key<?>> KEYS =
            List.of(
                    STATE,
                    DEFINITIONS,
                    SYNC,
                    DATABASE_URL,
                    DATABASE_USER,
                    DATABASE_PASSWORD,
                    REPLICA,
                    INTERVAL,
                    IDS,
                    AGE_MAX,
                    BODY_RECORDS_MAX);

    private ExperimentKeys() {}

    static ExperimentSettings read(Values values) {
        return new ExperimentSettings(
                values.find(STATE),
                values.find(DEFINITIONS),
                values.get(SYNC),
                database(values),
                values.find(REPLICA).orElse(""),
                values.get(INTERVAL),
                new Feedback(values.get(IDS), values.get(AGE_MAX), values.get(BODY_RECORDS_MAX)));
    }

    private static Optional<Database> database(Values values) {
        Optional<String> url = values.find(DATABASE_URL);
        Optional<String> user = values.find(DATABASE_USER);
        Optional<String> password = values.find(DATABASE_PASSWORD);
        boolean written = values.origin(DATABASE_URL.path()).isPresent();
        if (!written && (user.isPresent() || password.isPresent())) {
            values.conflict("experiments.database needs url where it has user or password");
        }
        return url.map(where -> new Database(where, user.orElse(""), password.orElse("")));
    }
}
