package io.inferry.experiment.store.shared;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Who decides: one row for each experiment, with an end by the database's clock. A row and not an
 * advisory lock: a lock lives with a session, which a pooler shares and a dead network keeps alive.
 */
final class Leases {
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Link link;
    private final String replica;

    /** Until when this replica may decide, by its own monotonic clock. */
    private final Map<String, Long> untilNanos = new HashMap<>();

    Leases(Link link, String replica) {
        this.link = link;
        this.replica = replica;
    }

    boolean lead(String experiment, Duration lease) {
        Limits.checkName("experiment", experiment);
        if (lease.toMillis() < 1 || lease.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "lease must be in 1 ms to " + LONGEST + ", was " + lease);
        }
        long askedNanos = System.nanoTime();
        boolean leads =
                link.ask(
                        "lead " + experiment,
                        session ->
                                session.first(
                                                "insert into inferry_lease as held"
                                                        + " (experiment, replica, ends) values (?, ?,"
                                                        + " clock_timestamp() + ? * interval '1 ms')"
                                                        + " on conflict (experiment) do update set"
                                                        + " replica = excluded.replica,"
                                                        + " ends = excluded.ends"
                                                        + " where held.replica = excluded.replica"
                                                        + " or held.ends <= clock_timestamp()"
                                                        + " returning 1",
                                                row -> row.getInt(1),
                                                experiment,
                                                replica,
                                                lease.toMillis())
                                        .isPresent());
        if (leads) {
            untilNanos.put(experiment, askedNanos + lease.toNanos());
            return true;
        }
        untilNanos.remove(experiment);
        return false;
    }

    boolean leads(String experiment) {
        Long until = untilNanos.get(experiment);
        if (until == null) {
            return false;
        }
        if (until - System.nanoTime() > 0) {
            return true;
        }
        untilNanos.remove(experiment);
        return false;
    }

    void resign(String experiment) {
        untilNanos.remove(experiment);
        link.ask(
                "resign from " + experiment,
                session ->
                        session.update(
                                "delete from inferry_lease where experiment = ? and replica = ?",
                                experiment,
                                replica));
    }
}
