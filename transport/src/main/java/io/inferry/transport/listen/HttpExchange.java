package io.inferry.transport.listen;

import io.inferry.transport.http.Bytes;
import io.inferry.transport.http.HttpRequest;
import io.inferry.transport.http.HttpResponder;
import io.inferry.transport.http.HttpResponse;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * One HTTP request from its head to its response. Touched by its event loop's thread only, but for
 * {@link #send}, {@link #onDisconnect} and what never changes.
 */
final class HttpExchange implements HttpRequest, HttpResponder {
    private final HttpSession session;
    private final EventLoop loop;
    private final io.netty.handler.codec.http.HttpRequest head;
    private final String uri;
    private final int pathStart;
    private final int pathEnd;
    private final boolean keepAlive;
    private final Departure departure;
    private Bytes body = Bytes.EMPTY;
    private long arrivedNanos;

    HttpExchange(
            HttpSession session,
            EventLoop loop,
            io.netty.handler.codec.http.HttpRequest head,
            boolean keepAlive) {
        this.session = session;
        this.loop = loop;
        this.head = head;
        this.uri = head.uri();
        this.pathStart = pathStart(uri);
        int question = uri.indexOf('?', pathStart);
        this.pathEnd = question < 0 ? uri.length() : question;
        this.keepAlive = keepAlive;
        this.departure = new Departure(loop);
    }

    /** The absolute form, {@code http://host/path}, has its path after the authority. */
    private static int pathStart(String uri) {
        if (uri.isEmpty() || uri.charAt(0) == '/') {
            return 0;
        }
        int scheme = uri.indexOf("://");
        int slash = scheme < 0 ? -1 : uri.indexOf('/', scheme + 3);
        return Math.max(slash, 0);
    }

    @Override
    public String method() {
        return head.method().name();
    }

    @Override
    public String path() {
        return pathStart == 0 && pathEnd == uri.length() ? uri : uri.substring(pathStart, pathEnd);
    }

    @Override
    public String query() {
        return pathEnd == uri.length() ? "" : uri.substring(pathEnd + 1);
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(head.headers().get(name));
    }

    @Override
    public Optional<String> caller() {
        return session.caller();
    }

    @Override
    public Bytes body() {
        return body;
    }

    @Override
    public long arrivedNanos() {
        return arrivedNanos;
    }

    @Override
    public Executor ioThread() {
        return loop;
    }

    @Override
    public void onDisconnect(Runnable action) {
        departure.onLeaving(action);
    }

    @Override
    public void send(HttpResponse response) {
        if (loop.inEventLoop()) {
            session.respond(this, response);
        } else {
            loop.execute(() -> session.respond(this, response));
        }
    }

    /** Method and target, for texts. */
    String target() {
        return method() + " " + uri;
    }

    boolean isHead() {
        return head.method().equals(HttpMethod.HEAD);
    }

    boolean keepAlive() {
        return keepAlive;
    }

    boolean isHttp10() {
        return head.protocolVersion().equals(HttpVersion.HTTP_1_0);
    }

    /** The last byte is in. */
    void arrived(long nowNanos, Bytes whole) {
        arrivedNanos = nowNanos;
        body = whole;
    }

    /** The body's encoding as the caller named it; empty for none. */
    String contentEncoding() {
        String encoding = head.headers().get(HttpHeaderNames.CONTENT_ENCODING);
        return encoding == null ? "" : encoding;
    }

    /** The caller left before the response. */
    void disconnected() {
        departure.left();
    }
}
