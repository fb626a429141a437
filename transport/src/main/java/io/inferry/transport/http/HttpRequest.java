package io.inferry.transport.http;

import java.util.Optional;
import java.util.concurrent.Executor;

/** A request whose body has arrived wholly, already inflated when it came with gzip or deflate. */
public interface HttpRequest {
    /** Upper case. */
    String method();

    /** The path as sent, still percent-encoded, without query. */
    String path();

    /** The query as sent, without the question mark; empty when there is none. */
    String query();

    /** The first value of a header; the name is case-insensitive. */
    Optional<String> header(String name);

    /**
     * Who calls: the name in the certificate that the caller showed and TLS verified, its first
     * URI, else its first DNS name, else its common name; empty where none was asked for. Called on
     * the I/O thread.
     */
    Optional<String> caller();

    /** Valid until the handler has called send. */
    Bytes body();

    /** When the last byte arrived, on {@link System#nanoTime()}'s clock. */
    long arrivedNanos();

    /** Runs tasks on this request's I/O thread after it has read everything that was ready. */
    Executor ioThread();

    /** Calls back, on the I/O thread, when the caller leaves before the response is sent. */
    void onDisconnect(Runnable action);
}
