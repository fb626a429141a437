package io.inferry.core.routing;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Names for requests: eight hexadecimal digits of the server, drawn when it started, a dash, and a
 * count. Feedback that reaches another server can so be told whose it is.
 */
final class RequestIds {
    private final String server;
    private final AtomicLong last = new AtomicLong();

    RequestIds(int server) {
        this.server = HexFormat.of().toHexDigits(server) + "-";
    }

    static RequestIds ofThisServer() {
        return new RequestIds(new SecureRandom().nextInt());
    }

    String next() {
        return server + Long.toHexString(last.incrementAndGet());
    }
}
