package io.inferry.experiment.store.shared;

import io.inferry.experiment.store.StoreException;
import io.inferry.experiment.store.StoreException.Reason;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection: made when first needed, given up when it breaks, made again after a pause.
 * Within a pause every question is refused at once.
 *
 * <p>Nothing is kept in the session, so that a pooler may hand out another one for each
 * transaction: no prepared statement on the server, no setting, no advisory lock beyond a
 * transaction.
 */
final class Link implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    /** How much longer the socket waits than the statement may take. */
    private static final Duration SOCKET_GRACE = Duration.ofSeconds(2);

    private final DatabaseSettings settings;
    private final Backoff backoff = new Backoff();
    private @Nullable Session session;
    private String lastFailure = "";
    private boolean closed;

    Link(DatabaseSettings settings) {
        this.settings = settings;
    }

    /** What is asked of a database. */
    @FunctionalInterface
    interface Question<T> {
        T ask(Session session) throws SQLException;
    }

    /**
     * Asks one statement.
     *
     * @param what the act in words, for messages
     */
    <T> T ask(String what, Question<T> question) {
        Session current = connected(what);
        try {
            return question.ask(current);
        } catch (SQLException e) {
            throw failed(what, e);
        }
    }

    /** Asks several statements that happen all or not at all. */
    <T> T transact(String what, Question<T> question) {
        Session current = connected(what);
        try {
            return inTransaction(current, question);
        } catch (SQLException e) {
            throw failed(what, e);
        }
    }

    @Override
    public void close() {
        closed = true;
        Session current = session;
        session = null;
        if (current != null) {
            try {
                current.connection().close();
            } catch (SQLException e) {
                LOG.debug("database not closed place={} cause={}", settings.place(), e.toString());
            }
        }
    }

    private static <T> T inTransaction(Session session, Question<T> question) throws SQLException {
        Connection connection = session.connection();
        connection.setAutoCommit(false);
        try {
            T answer = question.ask(session);
            connection.commit();
            connection.setAutoCommit(true);
            return answer;
        } catch (SQLException | RuntimeException e) {
            undoAfter(e, connection);
            throw e;
        }
    }

    /** The cause counts; a connection that cannot even roll back is told by the next question. */
    private static void undoAfter(Exception cause, Connection connection) {
        try {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private Session connected(String what) {
        if (closed) {
            throw new StoreException(
                    Reason.CLOSED, "cannot " + what + ": " + settings.place() + " is closed here");
        }
        Session current = session;
        if (current != null) {
            return current;
        }
        long left = backoff.leftNanos(System.nanoTime());
        if (left > 0) {
            throw new StoreException(
                    Reason.AWAY,
                    String.format(
                            "cannot %s: database %s is away, next try in %d ms; %s",
                            what, settings.place(), left / 1_000_000, lastFailure));
        }
        try {
            Session fresh = connect();
            session = fresh;
            inTransaction(fresh, Tables::ensure);
            backoff.succeeded();
            lastFailure = "";
            LOG.info("database connected place={} user={}", settings.place(), settings.user());
            return fresh;
        } catch (SQLException e) {
            StoreException failure = failed(what, e);
            giveUp(e);
            throw failure;
        } catch (StoreException e) {
            giveUp(e);
            throw e;
        }
    }

    private Session connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password());
        String connectSeconds = String.valueOf(seconds(settings.connectDelayMax()));
        properties.setProperty("connectTimeout", connectSeconds);
        properties.setProperty("loginTimeout", connectSeconds);
        Duration socket = settings.queryDelayMax().plus(SOCKET_GRACE);
        properties.setProperty("socketTimeout", String.valueOf(seconds(socket)));
        properties.setProperty("cancelSignalTimeout", String.valueOf(seconds(SOCKET_GRACE)));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("prepareThreshold", "0");
        properties.setProperty("ApplicationName", "inferry");
        Connection connection = driver().connect(settings.url(), properties);
        return new Session(connection, seconds(settings.queryDelayMax()));
    }

    /** Not by DriverManager, which sees only drivers of the class loader it began with. */
    private Driver driver() throws SQLException {
        for (Driver driver : ServiceLoader.load(Driver.class, Link.class.getClassLoader())) {
            if (settings.url().startsWith("jdbc:postgresql:")
                    && driver.acceptsURL(settings.url())) {
                return driver;
            }
        }
        throw new StoreException(
                Reason.REFUSED,
                settings.place()
                        + " is no address of PostgreSQL: expected"
                        + " jdbc:postgresql://host:port/database");
    }

    private StoreException failed(String what, SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (isLost(state)) {
            giveUp(e);
        }
        Reason reason = isLost(state) || isPassing(state) ? Reason.AWAY : Reason.REFUSED;
        return new StoreException(
                reason,
                String.format(
                        "cannot %s: database %s: %s (SQL state %s)",
                        what, settings.place(), e.getMessage(), state),
                e);
    }

    /** Whether the connection is of no more use: broken, shut down, or no longer the primary. */
    private boolean isLost(String state) {
        return state.startsWith("08")
                || state.startsWith("57P")
                || state.equals("53300")
                || state.equals("25006")
                || isClosed();
    }

    /** Whether the same question may well be answered next time: time-out, deadlock, full. */
    private static boolean isPassing(String state) {
        return state.equals("57014") || state.startsWith("40") || state.startsWith("53");
    }

    private boolean isClosed() {
        Session current = session;
        try {
            return current != null && current.connection().isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    private void giveUp(Exception cause) {
        Session current = session;
        session = null;
        lastFailure = String.valueOf(cause.getMessage());
        backoff.failed(System.nanoTime());
        LOG.warn("database away place={} cause={}", settings.place(), lastFailure);
        if (current == null) {
            return;
        }
        try {
            current.connection().abort(Runnable::run);
        } catch (SQLException e) {
            LOG.debug("database not left place={} cause={}", settings.place(), e.toString());
        }
    }

    private static int seconds(Duration delay) {
        return Math.toIntExact(delay.plusMillis(999).toSeconds());
    }
}
