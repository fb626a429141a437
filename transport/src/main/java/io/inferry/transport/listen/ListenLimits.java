package io.inferry.transport.listen;

import java.time.Duration;

/**
 * What callers may ask of the sockets. Beyond a limit they get an answer that names it.
 *
 * @param bodyBytesMax one request's body, or one gRPC message
 * @param inflatedBytesMax one request's body once inflated; inflating stops as soon as this is
 *     passed
 * @param headerBytesMax all headers of one request
 * @param uriBytesMax the request line
 * @param bodyTimeout from a request's head to its last byte
 * @param idleTimeout how long a connection may stay with nothing to do
 * @param connectionsMax open connections of one listener; more are closed as they come
 * @param requestsInFlightBytesMax bodies held by all listeners together; beyond it new ones get 503
 *     or RESOURCE_EXHAUSTED
 * @param streamsMax concurrent requests of one HTTP/2 connection
 */
public record ListenLimits(
        int bodyBytesMax,
        int inflatedBytesMax,
        int headerBytesMax,
        int uriBytesMax,
        Duration bodyTimeout,
        Duration idleTimeout,
        int connectionsMax,
        long requestsInFlightBytesMax,
        int streamsMax) {
    /** The limits that hold unless others are configured. */
    public static final ListenLimits STANDARD =
            new ListenLimits(
                    256 << 20,
                    100_000_000,
                    16 << 10,
                    8 << 10,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(120),
                    10_000,
                    1L << 30,
                    1_000);

    public ListenLimits {
        requirePositive("bodyBytesMax", bodyBytesMax);
        requirePositive("inflatedBytesMax", inflatedBytesMax);
        requirePositive("headerBytesMax", headerBytesMax);
        requirePositive("uriBytesMax", uriBytesMax);
        requirePositive("bodyTimeout", bodyTimeout.toMillis());
        requirePositive("idleTimeout", idleTimeout.toMillis());
        requirePositive("connectionsMax", connectionsMax);
        requirePositive("requestsInFlightBytesMax", requestsInFlightBytesMax);
        requirePositive("streamsMax", streamsMax);
    }

    /** The same with another limit for one body. */
    public ListenLimits withBodyBytesMax(int bytes) {
        return new ListenLimits(
                bytes,
                inflatedBytesMax,
                headerBytesMax,
                uriBytesMax,
                bodyTimeout,
                idleTimeout,
                connectionsMax,
                requestsInFlightBytesMax,
                streamsMax);
    }

    /** The same with another limit for an inflated body. */
    public ListenLimits withInflatedBytesMax(int bytes) {
        return new ListenLimits(
                bodyBytesMax,
                bytes,
                headerBytesMax,
                uriBytesMax,
                bodyTimeout,
                idleTimeout,
                connectionsMax,
                requestsInFlightBytesMax,
                streamsMax);
    }

    /** The same with other times. */
    public ListenLimits withTimeouts(Duration body, Duration idle) {
        return new ListenLimits(
                bodyBytesMax,
                inflatedBytesMax,
                headerBytesMax,
                uriBytesMax,
                body,
                idle,
                connectionsMax,
                requestsInFlightBytesMax,
                streamsMax);
    }

    /** The same with another number of connections. */
    public ListenLimits withConnectionsMax(int connections) {
        return new ListenLimits(
                bodyBytesMax,
                inflatedBytesMax,
                headerBytesMax,
                uriBytesMax,
                bodyTimeout,
                idleTimeout,
                connections,
                requestsInFlightBytesMax,
                streamsMax);
    }

    /** The same with another bound for all bodies together. */
    public ListenLimits withRequestsInFlightBytesMax(long bytes) {
        return new ListenLimits(
                bodyBytesMax,
                inflatedBytesMax,
                headerBytesMax,
                uriBytesMax,
                bodyTimeout,
                idleTimeout,
                connectionsMax,
                bytes,
                streamsMax);
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be ≥ 1, was " + value);
        }
    }
}
