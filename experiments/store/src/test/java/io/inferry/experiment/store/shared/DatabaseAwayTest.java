package io.inferry.experiment.store.shared;

import static io.inferry.experiment.store.shared.Replicas.bytes;
import static io.inferry.experiment.store.shared.Replicas.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.inferry.contracts.PostgreSql;
import io.inferry.contracts.Waiting;
import io.inferry.experiment.store.StoreException;
import io.inferry.experiment.store.StoreException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A database that is stopped, silent, locked, newer, or does not know who asks. */
class DatabaseAwayTest {
    private static PostgreSql database;

    @BeforeAll
    static void start() {
        database = PostgreSql.startedOrSkip();
    }

    @AfterAll
    static void stop() {
        if (database != null) {
            database.close();
        }
    }

    @Test
    void aStoppedDatabaseIsToldAndTheStoreComesBackWithIt() {
        try (Replicas replicas = new Replicas(database)) {
            PostgresStore store = replicas.open("one");
            store.publish("kept", 0, bytes("before"));
            database.stop();
            assertThat(reasonOf(store::experiments)).isEqualTo(Reason.AWAY);
            for (int i = 0; i < 20; i++) {
                assertThat(reasonOf(store::experiments)).isEqualTo(Reason.AWAY);
            }
            database.start();
            Waiting.STANDARD.until("the store is back", () -> isReached(store));
            assertThat(text(store.state("kept").orElseThrow().state())).isEqualTo("before");
        }
    }

    @Test
    void withinAPauseNothingIsAskedAndTheMessageSaysWhenAgain() {
        DatabaseSettings settings =
                DatabaseSettings.of("jdbc:postgresql://127.0.0.1:1/none", "u", "p", "one");
        try (PostgresStore store = new PostgresStore(settings)) {
            for (int i = 0; i < 6; i++) {
                reasonOf(store::experiments);
            }
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(store::experiments)
                    .withMessageContaining("cannot list the experiments")
                    .withMessageContaining("jdbc:postgresql://127.0.0.1:1/none")
                    .matches(e -> e.reason() == Reason.AWAY);
        }
    }

    @Test
    void aServerThatNeverAnswersIsGivenUpInTime() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            DatabaseSettings settings =
                    new DatabaseSettings(
                            "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/none",
                            "u",
                            "p",
                            "one",
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(1));
            try (PostgresStore store = new PostgresStore(settings)) {
                long began = System.nanoTime();
                assertThat(reasonOf(store::experiments)).isEqualTo(Reason.AWAY);
                assertThat(Duration.ofNanos(System.nanoTime() - began))
                        .isLessThan(Duration.ofSeconds(20));
            }
        }
    }

    @Test
    void aQuestionThatIsLockedOutIsGivenUpInTimeAndAnsweredLater() throws SQLException {
        DatabaseSettings settings =
                new DatabaseSettings(
                        database.url(),
                        database.user(),
                        database.password(),
                        "one",
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(1));
        try (PostgresStore store = new PostgresStore(settings)) {
            store.publish("locked", 0, bytes("before"));
            try (Connection other = connection()) {
                other.setAutoCommit(false);
                try (var statement = other.createStatement()) {
                    statement.execute("lock table inferry_experiment");
                }
                assertThat(reasonOf(() -> store.state("locked"))).isEqualTo(Reason.AWAY);
                other.rollback();
            }
            assertThat(text(store.state("locked").orElseThrow().state())).isEqualTo("before");
        }
    }

    @Test
    void tablesOfANewerProgramAreLeftAlone() throws SQLException {
        try (Replicas replicas = new Replicas(database)) {
            replicas.open("old").reach();
            execute("update inferry_schema set version = 99");
            try {
                assertThatExceptionOfType(StoreException.class)
                        .isThrownBy(() -> replicas.open("older").reach())
                        .withMessageContaining("version 99")
                        .withMessageContaining("knows 1")
                        .matches(e -> e.reason() == Reason.REFUSED);
            } finally {
                execute("update inferry_schema set version = 1");
            }
        }
    }

    @Test
    void aWrongPasswordIsRefusedAndNoPasswordIsEverWrittenDown() {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        Level level = root.getLevel();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        root.setLevel(Level.TRACE);
        DatabaseSettings settings =
                DatabaseSettings.of(
                        database.url() + "?password=open-sesame-1",
                        database.user(),
                        "open-sesame-2",
                        "one");
        try (PostgresStore store = new PostgresStore(settings)) {
            StoreException failure = catchThrowableOfType(StoreException.class, store::experiments);
            assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
            assertThat(failure).hasStackTraceContaining("password authentication failed");
            assertThat(failure.toString() + failure.getCause() + settings)
                    .doesNotContain("open-sesame");
            assertThat(log.list).isNotEmpty();
            assertThat(log.list)
                    .noneMatch(event -> event.getFormattedMessage().contains("open-sesame"));
        } finally {
            root.setLevel(level);
            root.detachAppender(log);
        }
    }

    @Test
    void anAddressOfSomethingElseIsRefused() {
        for (String url : new String[] {"jdbc:h2:mem", "postgresql://u:secret@host/x", ""}) {
            DatabaseSettings settings = DatabaseSettings.of(url, "u", "p", "one");
            try (PostgresStore store = new PostgresStore(settings)) {
                assertThatExceptionOfType(StoreException.class)
                        .isThrownBy(store::reach)
                        .withMessageContaining("expected jdbc:postgresql://host:port/database")
                        .matches(e -> !String.valueOf(e.getMessage()).contains("secret"))
                        .matches(e -> e.reason() == Reason.REFUSED);
            }
        }
    }

    private static boolean isReached(PostgresStore store) {
        try {
            store.reach();
            return true;
        } catch (StoreException e) {
            return false;
        }
    }

    private static Reason reasonOf(Runnable act) {
        return catchThrowableOfType(StoreException.class, act::run).reason();
    }

    private static Connection connection() throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = connection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
