package io.inferry.experiment.store.shared;

import java.time.Duration;

/**
 * Which database, who asks, and how long at most. Its text holds neither the password nor the
 * parameters of the URL.
 *
 * @param url {@code jdbc:postgresql://host:port/database?parameters}
 * @param user role that owns or may create the tables
 * @param password of the role; empty where the database asks for none
 * @param replica this replica's own name, unlike that of any other: what it counted is kept under
 *     it. One that begins again under its old name reads its own evidence back before it counts on
 * @param connectDelayMax how long connecting may take
 * @param queryDelayMax how long one question may take
 */
public record DatabaseSettings(
        String url,
        String user,
        String password,
        String replica,
        Duration connectDelayMax,
        Duration queryDelayMax) {
    /** Longest name of an experiment, a replica or a forwarded item, in UTF-16 units. */
    public static final int NAME_CHARS_MAX = 256;

    /** Largest state, evidence, event or forwarded payload. */
    public static final int PAYLOAD_BYTES_MAX = 16 << 20;

    /** Events kept for each experiment. */
    public static final int AUDIT_MAX = 10_000;

    /** Forwarded items that may wait for one replica. */
    public static final int FORWARDED_MAX = 100_000;

    private static final Duration CONNECT_DELAY_DEFAULT = Duration.ofSeconds(5);
    private static final Duration QUERY_DELAY_DEFAULT = Duration.ofSeconds(5);

    public DatabaseSettings {
        Limits.checkName("replica", replica);
        checkDelay("connectDelayMax", connectDelayMax);
        checkDelay("queryDelayMax", queryDelayMax);
    }

    /** With five seconds to connect and five for each question. */
    public static DatabaseSettings of(String url, String user, String password, String replica) {
        return new DatabaseSettings(
                url, user, password, replica, CONNECT_DELAY_DEFAULT, QUERY_DELAY_DEFAULT);
    }

    /** The address without parameters or anything before an at sign: either may hold a password. */
    public String place() {
        String bare = url.replaceFirst("[?].*", "");
        return bare.replaceFirst("//.*@", "//");
    }

    @Override
    public String toString() {
        return place() + " as " + user + " for " + replica;
    }

    private static void checkDelay(String name, Duration delay) {
        if (delay.compareTo(Duration.ofSeconds(1)) < 0
                || delay.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException(name + " must be in 1 s to 10 min, was " + delay);
        }
    }
}
