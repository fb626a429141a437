package io.inferry.experiment.store.shared;

import io.inferry.experiment.store.OneAtATime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@link SharedStore} in a PostgreSQL database, from version 12 on. Opens no connection before the
 * first question, so that a server starts while its database is away, and makes its tables (named
 * {@code inferry_…}, in the first schema of the search path) when they are missing.
 */
public final class PostgresStore implements SharedStore {
    private final OneAtATime guard = new OneAtATime("a shared store");
    private final String replica;
    private final Link link;
    private final Leases leases;
    private final Mailbox mailbox;
    private final Trail trail;

    /** Asks nothing yet. */
    public PostgresStore(DatabaseSettings settings) {
        this.replica = settings.replica();
        this.link = new Link(settings);
        this.leases = new Leases(link, replica);
        this.mailbox = new Mailbox(link, replica);
        this.trail = new Trail(link);
    }

    @Override
    public Optional<Revisioned> state(String experiment) {
        try (var _ = guard.enter()) {
            return link.ask(
                    "read the state of " + experiment,
                    session ->
                            session.first(
                                    "select revision, state from inferry_experiment where name = ?",
                                    row -> new Revisioned(row.getLong(1), row.getBytes(2)),
                                    experiment));
        }
    }

    @Override
    public List<String> experiments() {
        try (var _ = guard.enter()) {
            return link.ask(
                    "list the experiments",
                    session ->
                            session.query(
                                    "select name from inferry_experiment order by name",
                                    row -> row.getString(1)));
        }
    }

    @Override
    public OptionalLong publish(String experiment, long expectedRevision, byte[] state) {
        Limits.checkName("experiment", experiment);
        Limits.checkPayload("the state of " + experiment, state);
        try (var _ = guard.enter()) {
            Optional<Long> revision =
                    link.ask(
                            "publish the state of " + experiment,
                            session ->
                                    expectedRevision == 0
                                            ? session.first(
                                                    "insert into inferry_experiment values"
                                                            + " (?, nextval('inferry_revision'), ?)"
                                                            + " on conflict do nothing"
                                                            + " returning revision",
                                                    row -> row.getLong(1),
                                                    experiment,
                                                    state)
                                            : session.first(
                                                    "update inferry_experiment set revision ="
                                                            + " nextval('inferry_revision'),"
                                                            + " state = ?"
                                                            + " where name = ? and revision = ?"
                                                            + " returning revision",
                                                    row -> row.getLong(1),
                                                    state,
                                                    experiment,
                                                    expectedRevision));
            return revision.map(OptionalLong::of).orElseGet(OptionalLong::empty);
        }
    }

    @Override
    public boolean remove(String experiment, long expectedRevision) {
        try (var _ = guard.enter()) {
            return link.transact(
                    "remove " + experiment,
                    session -> {
                        int removed =
                                session.update(
                                        "delete from inferry_experiment"
                                                + " where name = ? and revision = ?",
                                        experiment,
                                        expectedRevision);
                        if (removed == 0) {
                            return false;
                        }
                        session.update(
                                "delete from inferry_evidence where experiment = ?", experiment);
                        session.update(
                                "delete from inferry_lease where experiment = ?", experiment);
                        return true;
                    });
        }
    }

    @Override
    public boolean evidence(String experiment, byte[] cumulative) {
        Limits.checkName("experiment", experiment);
        Limits.checkPayload("the evidence for " + experiment, cumulative);
        try (var _ = guard.enter()) {
            // The lock orders this with a removal: no evidence outlives its experiment.
            int written =
                    link.ask(
                            "write the evidence for " + experiment,
                            session ->
                                    session.update(
                                            "insert into inferry_evidence"
                                                    + " (experiment, replica, counts)"
                                                    + " select name, ?, ? from inferry_experiment"
                                                    + " where name = ? for key share"
                                                    + " on conflict (experiment, replica)"
                                                    + " do update set counts = excluded.counts",
                                            replica,
                                            cumulative,
                                            experiment));
            return written > 0;
        }
    }

    @Override
    public Map<String, byte[]> evidence(String experiment) {
        Map<String, byte[]> byReplica = new LinkedHashMap<>();
        try (var _ = guard.enter()) {
            link.ask(
                    "read the evidence for " + experiment,
                    session ->
                            session.query(
                                    "select replica, counts from inferry_evidence"
                                            + " where experiment = ? order by replica",
                                    row -> byReplica.put(row.getString(1), row.getBytes(2)),
                                    experiment));
        }
        return byReplica;
    }

    @Override
    public boolean lead(String experiment, Duration lease) {
        try (var _ = guard.enter()) {
            return leases.lead(experiment, lease);
        }
    }

    @Override
    public boolean leads(String experiment) {
        try (var _ = guard.enter()) {
            return leases.leads(experiment);
        }
    }

    @Override
    public void resign(String experiment) {
        try (var _ = guard.enter()) {
            leases.resign(experiment);
        }
    }

    @Override
    public boolean forward(String to, List<Forwarded> items) {
        try (var _ = guard.enter()) {
            return mailbox.forward(to, items);
        }
    }

    @Override
    public List<Forwarded> take(int most) {
        try (var _ = guard.enter()) {
            return mailbox.take(most);
        }
    }

    @Override
    public long forgetForwarded(Duration age) {
        try (var _ = guard.enter()) {
            return mailbox.forget(age);
        }
    }

    @Override
    public void audit(String experiment, byte[] event) {
        try (var _ = guard.enter()) {
            trail.add(experiment, event);
        }
    }

    @Override
    public List<byte[]> audit(String experiment, int last) {
        try (var _ = guard.enter()) {
            return trail.last(experiment, last);
        }
    }

    @Override
    public void reach() {
        try (var _ = guard.enter()) {
            link.ask("reach the database", session -> session.query("select 1", row -> 1));
        }
    }

    @Override
    public void close() {
        try (var _ = guard.enter()) {
            link.close();
        }
    }
}
