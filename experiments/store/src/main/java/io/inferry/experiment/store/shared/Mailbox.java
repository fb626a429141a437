package io.inferry.experiment.store.shared;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** What replicas leave for each other. */
final class Mailbox {
    private final Link link;
    private final String replica;

    Mailbox(Link link, String replica) {
        this.link = link;
        this.replica = replica;
    }

    boolean forward(String to, List<Forwarded> items) {
        Limits.checkName("replica", to);
        for (Forwarded item : items) {
            Limits.checkName("id", item.id());
            Limits.checkPayload("what is forwarded for " + item.id(), item.payload());
        }
        if (items.isEmpty()) {
            return true;
        }
        return link.transact("forward to " + to, session -> leave(session, to, items));
    }

    List<Forwarded> take(int most) {
        Limits.checkCount("most", most);
        return link
                .ask(
                        "take what was forwarded",
                        session ->
                                session.query(
                                        "with due as (select number from inferry_forwarded"
                                                + " where replica = ? order by number limit ?"
                                                + " for update skip locked)"
                                                + " delete from inferry_forwarded as item using due"
                                                + " where item.number = due.number"
                                                + " returning item.number, item.id, item.payload",
                                        Taken::of,
                                        replica,
                                        most))
                .stream()
                .sorted(Comparator.comparingLong(Taken::number))
                .map(Taken::item)
                .toList();
    }

    long forget(Duration age) {
        return link.ask(
                "forget what was forwarded",
                session ->
                        session.update(
                                "delete from inferry_forwarded"
                                        + " where since < clock_timestamp() - ? * interval '1 ms'",
                                age.toMillis()));
    }

    private static boolean leave(Session session, String to, List<Forwarded> items)
            throws SQLException {
        int most = DatabaseSettings.FORWARDED_MAX;
        int waiting =
                session.first(
                                "select count(*) from (select 1 from inferry_forwarded"
                                        + " where replica = ? limit ?) as waiting",
                                row -> row.getInt(1),
                                to,
                                most)
                        .orElse(0);
        if (waiting + items.size() > most) {
            return false;
        }
        Connection connection = session.connection();
        session.update(
                "insert into inferry_forwarded (replica, id, payload, digest)"
                        + " select ?, item.* from unnest(?, ?, ?) as item (id, payload, digest)"
                        + " on conflict do nothing",
                to,
                connection.createArrayOf("text", items.stream().map(Forwarded::id).toArray()),
                connection.createArrayOf(
                        "bytea", items.stream().map(Forwarded::payload).toArray(byte[][]::new)),
                connection.createArrayOf(
                        "bytea", items.stream().map(Mailbox::digest).toArray(byte[][]::new)));
        return true;
    }

    /** Tells one item from another in an index, however long they are. */
    private static byte[] digest(Forwarded item) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(item.id().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return digest.digest(item.payload());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private record Taken(long number, Forwarded item) {
        static Taken of(ResultSet row) throws SQLException {
            return new Taken(row.getLong(1), new Forwarded(row.getString(2), row.getBytes(3)));
        }
    }
}
