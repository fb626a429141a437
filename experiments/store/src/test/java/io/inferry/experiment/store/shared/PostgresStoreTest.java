package io.inferry.experiment.store.shared;

import static io.inferry.experiment.store.shared.Replicas.bytes;
import static io.inferry.experiment.store.shared.Replicas.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.inferry.contracts.PostgreSql;
import io.inferry.experiment.store.StoreException;
import io.inferry.experiment.store.StoreException.Reason;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one replica does after the other, on a real server. */
class PostgresStoreTest {
    private static PostgreSql database;

    private Replicas replicas;
    private PostgresStore one;
    private PostgresStore two;

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

    @BeforeEach
    void open() {
        replicas = new Replicas(database);
        one = replicas.open("one");
        two = replicas.open("two");
    }

    @AfterEach
    void close() throws SQLException {
        replicas.close();
        sql(
                "truncate inferry_experiment, inferry_evidence, inferry_lease, inferry_forwarded,"
                        + " inferry_audit");
    }

    @Test
    void aStateIsReplacedOnlyByWhoReadTheNewest() {
        assertThat(one.state("e")).isEmpty();
        long first = one.publish("e", 0, bytes("first")).orElseThrow();
        assertThat(two.publish("e", 0, bytes("too late"))).isEmpty();
        long second = two.publish("e", first, bytes("second")).orElseThrow();
        assertThat(second).isGreaterThan(first);
        assertThat(one.publish("e", first, bytes("too late"))).isEmpty();
        Revisioned read = one.state("e").orElseThrow();
        assertThat(read.revision()).isEqualTo(second);
        assertThat(text(read.state())).isEqualTo("second");
    }

    @Test
    void namesAreListedInOrderWhateverTheirCharacters() {
        for (String name : List.of("é'; drop table", "a", "B \" \\ %")) {
            one.publish(name, 0, new byte[] {0, -1, 127});
            assertThat(two.state(name).orElseThrow().state()).containsExactly(0, -1, 127);
        }
        assertThat(two.experiments()).containsExactly("B \" \\ %", "a", "é'; drop table");
    }

    @Test
    void removalTakesTheEvidenceAndTheLeaseAndLeavesTheTrail() {
        long revision = one.publish("e", 0, bytes("state")).orElseThrow();
        assertThat(one.evidence("e", bytes("1"))).isTrue();
        assertThat(one.lead("e", Duration.ofHours(1))).isTrue();
        one.audit("e", bytes("began"));

        assertThat(two.remove("e", revision + 1)).isFalse();
        assertThat(two.remove("e", revision)).isTrue();

        assertThat(one.state("e")).isEmpty();
        assertThat(one.evidence("e")).isEmpty();
        assertThat(one.evidence("e", bytes("2"))).isFalse();
        assertThat(two.lead("e", Duration.ofHours(1))).isTrue();
        assertThat(two.audit("e", 10)).hasSize(1);
        assertThat(one.publish("e", revision, bytes("of the former life"))).isEmpty();
        assertThat(one.publish("e", 0, bytes("anew")).orElseThrow()).isGreaterThan(revision);
    }

    @Test
    void evidenceIsKeptByReplicaAndTheLatestCounts() {
        one.publish("e", 0, bytes("state"));
        one.publish("another", 0, bytes("state"));
        one.evidence("e", bytes("one 1"));
        two.evidence("e", bytes("two 7"));
        one.evidence("e", bytes("one 2"));
        one.evidence("e", bytes("one 2"));
        Map<String, byte[]> evidence = two.evidence("e");
        assertThat(evidence.keySet()).containsExactly("one", "two");
        assertThat(text(evidence.get("one"))).isEqualTo("one 2");
        assertThat(text(evidence.get("two"))).isEqualTo("two 7");
        assertThat(two.evidence("another")).isEmpty();
    }

    @Test
    void oneLeadsUntilItsLeaseEndsAndKnowsWhenItIsLost() throws SQLException {
        assertThat(one.lead("e", Duration.ofHours(1))).isTrue();
        assertThat(one.leads("e")).isTrue();
        assertThat(two.lead("e", Duration.ofHours(1))).isFalse();
        assertThat(two.leads("e")).isFalse();
        assertThat(one.lead("e", Duration.ofHours(1))).isTrue();

        sql("update inferry_lease set ends = clock_timestamp()");

        assertThat(two.lead("e", Duration.ofHours(1))).isTrue();
        assertThat(one.lead("e", Duration.ofHours(1))).isFalse();
        assertThat(one.leads("e")).isFalse();
        assertThat(two.leads("e")).isTrue();
        assertThat(one.lead("another", Duration.ofHours(1))).isTrue();
    }

    @Test
    void whoResignsIsFollowedAtOnceAndMayNotResignForAnother() {
        assertThat(one.lead("e", Duration.ofHours(1))).isTrue();
        two.resign("e");
        assertThat(two.lead("e", Duration.ofHours(1))).isFalse();
        one.resign("e");
        assertThat(one.leads("e")).isFalse();
        assertThat(two.lead("e", Duration.ofHours(1))).isTrue();
    }

    @Test
    void forwardedItemsArriveOnceInOrderAtTheOneTheyAreFor() {
        List<Forwarded> items =
                IntStream.range(0, 10)
                        .mapToObj(i -> new Forwarded("id " + i % 3, bytes("payload " + i)))
                        .toList();
        assertThat(one.forward("two", items)).isTrue();
        assertThat(one.forward("two", items)).isTrue();
        assertThat(one.forward("two", List.of())).isTrue();
        assertThat(one.take(100)).isEmpty();

        List<Forwarded> first = two.take(4);
        List<Forwarded> rest = two.take(100);

        assertThat(first).extracting(item -> text(item.payload())).hasSize(4).contains("payload 0");
        assertThat(rest).extracting(item -> text(item.payload())).hasSize(6).contains("payload 9");
        assertThat(rest.getLast().id()).isEqualTo("id 0");
        assertThat(two.take(100)).isEmpty();
    }

    @Test
    void aFullMailboxRefusesAndTakesAgainOnceEmptied() throws SQLException {
        sql(
                "insert into inferry_forwarded (replica, id, payload, digest)"
                        + " select 'two', 'x', '', sha256(n::text::bytea)"
                        + " from generate_series(1, "
                        + (DatabaseSettings.FORWARDED_MAX - 1)
                        + ") as n");
        List<Forwarded> pair =
                List.of(new Forwarded("a", bytes("")), new Forwarded("b", bytes("")));
        assertThat(one.forward("two", pair)).isFalse();
        assertThat(one.forward("two", pair.subList(0, 1))).isTrue();
        assertThat(one.forward("three", pair)).isTrue();
        assertThat(one.forgetForwarded(Duration.ofHours(1))).isZero();
        sql("update inferry_forwarded set since = since - interval '2 hours'");
        assertThat(one.forgetForwarded(Duration.ofHours(1)))
                .isEqualTo(DatabaseSettings.FORWARDED_MAX + 2);
        assertThat(one.forward("two", pair)).isTrue();
    }

    @Test
    void theTrailKeepsTheNewestEvents() throws SQLException {
        sql(
                "insert into inferry_audit (experiment, event) select 'e', n::text::bytea"
                        + " from generate_series(1, "
                        + DatabaseSettings.AUDIT_MAX
                        + ") as n");
        one.audit("e", bytes("newest"));
        one.audit("other", bytes("other"));
        List<byte[]> all = two.audit("e", DatabaseSettings.AUDIT_MAX + 10);
        assertThat(all).hasSize(DatabaseSettings.AUDIT_MAX);
        assertThat(text(all.getFirst())).isEqualTo("2");
        assertThat(text(all.getLast())).isEqualTo("newest");
        assertThat(two.audit("e", 2)).extracting(Replicas::text).containsExactly("10000", "newest");
    }

    @Test
    void whatIsTooLargeOrNamelessIsRefusedBeforeItIsSent() {
        byte[] large = new byte[DatabaseSettings.PAYLOAD_BYTES_MAX + 1];
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> one.publish("e", 0, large))
                .withMessageContaining("the state of e has 16777217 bytes, at most 16777216")
                .matches(e -> e.reason() == Reason.TOO_LARGE);
        assertThatIllegalArgumentException().isThrownBy(() -> one.publish("", 0, bytes("")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.audit("zero \0 character", bytes("")));
        assertThatIllegalArgumentException().isThrownBy(() -> one.take(0));
        assertThatIllegalArgumentException().isThrownBy(() -> one.lead("e", Duration.ZERO));
        byte[] largest = new byte[DatabaseSettings.PAYLOAD_BYTES_MAX];
        assertThat(one.publish("x".repeat(DatabaseSettings.NAME_CHARS_MAX), 0, largest))
                .isPresent();
    }

    @Test
    void theLongestNamesFitIntoEveryTable() {
        String name = "名".repeat(DatabaseSettings.NAME_CHARS_MAX);
        try (Replicas others = new Replicas(database)) {
            PostgresStore named = others.open(name);
            named.publish(name, 0, bytes("s"));
            named.evidence(name, bytes("e"));
            named.lead(name, Duration.ofSeconds(1));
            named.audit(name, bytes("a"));
            named.forward(name, List.of(new Forwarded(name, bytes("f"))));
            assertThat(named.take(1).getFirst().id()).isEqualTo(name);
        }
    }

    @Test
    void aClosedStoreSaysSo() {
        one.close();
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> one.experiments())
                .matches(e -> e.reason() == Reason.CLOSED);
        assertThat(one.leads("e")).isFalse();
    }

    private static void sql(String statement) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                database.url(), database.user(), database.password());
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }
}
