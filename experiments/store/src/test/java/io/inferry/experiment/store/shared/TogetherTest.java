package io.inferry.experiment.store.shared;

import static io.inferry.experiment.store.shared.Replicas.bytes;
import static io.inferry.experiment.store.shared.Replicas.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.contracts.PostgreSql;
import io.inferry.contracts.Waiting;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Replicas at the same moment, each on a thread and a connection of its own. */
class TogetherTest {
    private static final int REPLICAS = 4;
    private static final int ROUNDS = 60;
    private static final int TRIES_MAX = 10_000;

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
    void whoComesFirstMakesTheTablesAndNobodyFails() throws Exception {
        for (int round = 0; round < 5; round++) {
            create("fresh" + round);
            List<Integer> seen =
                    together(
                            new Replicas(database, "?currentSchema=fresh" + round),
                            "",
                            store -> store.experiments().size());
            assertThat(seen).hasSize(REPLICAS).containsOnly(0);
        }
    }

    @Test
    void noUpdateIsLost() throws Exception {
        together(store -> {
            for (int i = 0; i < ROUNDS; i++) {
                addOne(store);
            }
            return ROUNDS;
        });
        try (Replicas replicas = new Replicas(database)) {
            Revisioned last = replicas.open("reader").state("counter").orElseThrow();
            assertThat(text(last.state())).isEqualTo(String.valueOf(REPLICAS * ROUNDS));
        }
    }

    @Test
    void exactlyOneLeadsAtATime() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String experiment = "led " + round;
            List<Boolean> leaders =
                    together(store -> store.lead(experiment, Duration.ofMinutes(5)));
            assertThat(leaders).as("round %d", round).containsOnlyOnce(true);
        }
    }

    @Test
    void leadershipGoesOnWhenItsHolderFallsSilent() {
        try (Replicas replicas = new Replicas(database)) {
            PostgresStore silent = replicas.open("silent");
            PostgresStore next = replicas.open("next");
            assertThat(silent.lead("e", Duration.ofMillis(300))).isTrue();
            assertThat(next.lead("e", Duration.ofMinutes(5))).isFalse();
            Waiting.STANDARD.until(
                    "the next one leads", () -> next.lead("e", Duration.ofMinutes(5)));
            assertThat(silent.leads("e")).isFalse();
            assertThat(silent.lead("e", Duration.ofMinutes(5))).isFalse();
        }
    }

    @Test
    void whatManyForwardAndManyTakeArrivesOnce() throws Exception {
        int each = 100;
        try (Replicas replicas = new Replicas(database)) {
            for (int sender = 0; sender < REPLICAS; sender++) {
                int from = sender;
                List<Forwarded> items =
                        IntStream.range(0, each)
                                .mapToObj(i -> new Forwarded("f" + from + "." + i, bytes("")))
                                .toList();
                assertThat(replicas.open("sender " + sender).forward("receiver", items)).isTrue();
            }
        }
        List<List<String>> taken =
                together(new Replicas(database), "receiver", TogetherTest::takeAll);
        List<String> all = taken.stream().flatMap(List::stream).toList();
        assertThat(all).hasSize(REPLICAS * each).doesNotHaveDuplicates();
    }

    private static void create(String schema) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                database.url(), database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute("create schema " + schema);
        }
    }

    private static List<String> takeAll(PostgresStore store) {
        List<String> ids = new ArrayList<>();
        List<Forwarded> some = store.take(7);
        while (!some.isEmpty()) {
            some.forEach(item -> ids.add(item.id()));
            some = store.take(7);
        }
        return ids;
    }

    private static void addOne(PostgresStore store) {
        for (int i = 0; i < TRIES_MAX; i++) {
            Revisioned read = store.state("counter").orElseGet(() -> new Revisioned(0, bytes("0")));
            int next = Integer.parseInt(text(read.state())) + 1;
            if (store.publish("counter", read.revision(), bytes(String.valueOf(next)))
                    .isPresent()) {
                return;
            }
        }
        throw new IllegalStateException("not published within " + TRIES_MAX + " tries");
    }

    private interface Act<T> {
        T act(PostgresStore store);
    }

    private static <T> List<T> together(Act<T> act) throws Exception {
        return together(new Replicas(database), "", act);
    }

    /** Lets every replica act at once; with a name given, all under that one. */
    private static <T> List<T> together(Replicas all, String name, Act<T> act)
            throws InterruptedException, ExecutionException {
        CyclicBarrier ready = new CyclicBarrier(REPLICAS);
        try (Replicas replicas = all;
                ExecutorService threads = Executors.newFixedThreadPool(REPLICAS)) {
            List<Callable<T>> calls = new ArrayList<>();
            for (int i = 0; i < REPLICAS; i++) {
                PostgresStore store = replicas.open(name.isEmpty() ? "replica " + i : name);
                calls.add(() -> {
                    ready.await();
                    return act.act(store);
                });
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
