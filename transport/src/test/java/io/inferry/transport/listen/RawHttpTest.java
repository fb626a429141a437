package io.inferry.transport.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.transport.http.Bytes;
import io.inferry.transport.http.HttpHandler;
import io.inferry.transport.http.HttpRefusal;
import io.inferry.transport.http.HttpRequest;
import io.inferry.transport.http.HttpResponder;
import io.inferry.transport.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** HTTP/1.1 to the byte, and what handlers are promised. */
final class RawHttpTest {
    private Listeners listeners;

    private RawCaller call(HttpHandler handler) throws Exception {
        listeners = Listeners.open(ListenSettings.onFreePorts(), List.of(Echo.endpoint(handler)));
        return another();
    }

    private RawCaller another() throws Exception {
        return new RawCaller(listeners.port("test"));
    }

    @AfterEach
    void close() {
        listeners.close();
    }

    /** Takes every request; what becomes of it is the test's to say. */
    private interface Taking extends HttpHandler {
        void take(HttpRequest request, HttpResponder responder);

        @Override
        default boolean handle(HttpRequest request, HttpResponder responder) {
            take(request, responder);
            return true;
        }

        @Override
        default HttpResponse refusal(HttpRefusal refusal) {
            return HttpResponse.text(refusal.status(), refusal.text());
        }
    }

    private static HttpResponse text(String text) {
        return HttpResponse.text(200, text);
    }

    @Test
    void aResponseIsExactlyThis() throws Exception {
        Taking handler = (_, responder) -> responder.send(text("hi"));
        try (var caller = call(handler)) {
            caller.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(caller.readResponse())
                    .isEqualTo(
                            "HTTP/1.1 200 OK\r\n"
                                    + "Content-Type: text/plain; charset=utf-8\r\n"
                                    + "Content-Length: 2\r\n\r\nhi");
        }
    }

    @Test
    void headIsAnsweredWithoutTheBody() throws Exception {
        Taking handler = (_, responder) -> responder.send(text("hidden"));
        try (var caller = call(handler)) {
            caller.write("HEAD / HTTP/1.1\r\nConnection: close\r\n\r\n");
            assertThat(caller.readAll()).contains("Content-Length: 6\r\n").endsWith("\r\n\r\n");
        }
    }

    @Test
    void aHeaderValueCannotBecomeTwoHeaders() throws Exception {
        var header = new HttpResponse.Header("X-A", "1\r\nX-B: 2");
        Taking handler =
                (_, responder) ->
                        responder.send(new HttpResponse(200, "", List.of(header), Bytes.EMPTY));
        try (var caller = call(handler)) {
            caller.write("GET / HTTP/1.1\r\n\r\n");
            assertThat(caller.readResponse()).contains("X-A: 1  X-B: 2\r\n");
        }
    }

    @Test
    void pathQueryAndHeadersAreAsSent() throws Exception {
        BlockingQueue<String> seen = new ArrayBlockingQueue<>(8);
        Taking handler =
                (request, responder) -> {
                    seen.add(request.path() + " " + request.query());
                    seen.add(request.header("x-one").orElse("none"));
                    responder.send(text(""));
                };
        try (var caller = call(handler)) {
            caller.write("GET /a%20b?c=d%3F&e HTTP/1.1\r\nX-One: 1\r\n\r\n").readResponse();
            caller.write("GET http://host:1/p/q?r HTTP/1.1\r\n\r\n").readResponse();
            caller.write("OPTIONS * HTTP/1.1\r\n\r\n").readResponse();
        }
        assertThat(seen).containsExactly("/a%20b c=d%3F&e", "1", "/p/q r", "none", "* ", "none");
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws Exception {
        var io = new ArrayList<Runnable>();
        Taking handler =
                (request, responder) -> {
                    io.add(() -> {});
                    var answer = new Thread(() -> responder.send(text(request.path())));
                    answer.start();
                };
        try (var caller = call(handler)) {
            var requests = new StringBuilder();
            for (int i = 0; i < 200; i++) {
                requests.append("POST /")
                        .append(i)
                        .append(" HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc");
            }
            caller.write(requests.toString());
            for (int i = 0; i < 200; i++) {
                assertThat(caller.readResponse()).endsWith("\r\n\r\n/" + i);
            }
        }
        assertThat(io).hasSize(200);
    }

    @Test
    void pipelinedRequestsAnsweredAtOnceComeBackTogether() throws Exception {
        Taking handler = (request, responder) -> responder.send(text(request.path()));
        try (var caller = call(handler)) {
            caller.write("GET /1 HTTP/1.1\r\n\r\n".repeat(500));
            for (int i = 0; i < 500; i++) {
                assertThat(caller.readResponse()).endsWith("\r\n\r\n/1");
            }
        }
    }

    @Test
    void aCallerWhoWaitsToBeToldToGoOnIsTold() throws Exception {
        Taking handler = (request, responder) -> responder.send(text(request.body().text()));
        try (var caller = call(handler)) {
            caller.write("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
            assertThat(caller.readResponse()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            assertThat(caller.write("body").readResponse()).endsWith("\r\n\r\nbody");
        }
    }

    @Test
    void anOldCallerGetsAClosedConnection() throws Exception {
        Taking handler = (_, responder) -> responder.send(text("old"));
        try (var caller = call(handler)) {
            caller.write("GET / HTTP/1.0\r\n\r\n");
            assertThat(caller.readAll()).contains("Connection: close\r\n").endsWith("old");
        }
    }

    @Test
    void aHandlerIsToldThatItsCallerLeft() throws Exception {
        var left = new CountDownLatch(1);
        BlockingQueue<HttpResponder> responders = new ArrayBlockingQueue<>(1);
        Taking handler =
                (request, responder) -> {
                    request.onDisconnect(left::countDown);
                    responders.add(responder);
                };
        try (var caller = call(handler)) {
            caller.write("GET / HTTP/1.1\r\n\r\n");
            responders.put(responders.take());
        }
        assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
        responders.take().send(text("to nobody"));
    }

    @Test
    void aCallerWhoEndsItsDirectionHasLeft() throws Exception {
        var left = new CountDownLatch(1);
        Taking handler = (request, _) -> request.onDisconnect(left::countDown);
        try (var caller = call(handler)) {
            caller.write("GET / HTTP/1.1\r\n\r\n").shutdownOutput();
            assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(caller.readAll()).isEmpty();
        }
    }

    @Test
    void aCallerWhoReadsNothingIsNotReadFromEither() throws Exception {
        var handled = new AtomicInteger();
        var large = HttpResponse.text(200, "x".repeat(1 << 20));
        Taking handler =
                (_, responder) -> {
                    handled.incrementAndGet();
                    responder.send(large);
                };
        try (var caller = call(handler);
                var other = another()) {
            caller.write("GET / HTTP/1.1\r\n\r\n".repeat(400));
            other.write("GET / HTTP/1.1\r\n\r\n").readResponse();
            other.write("GET / HTTP/1.1\r\n\r\n").readResponse();
            assertThat(handled.get()).isLessThan(50);
            for (int i = 0; i < 400; i++) {
                assertThat(caller.readResponse()).hasSizeGreaterThan(1 << 20);
            }
        }
    }

    @Test
    void aSecondResponseHasNoEffect() throws Exception {
        Taking handler =
                (request, responder) -> {
                    responder.send(text("first " + request.path()));
                    responder.send(text("second"));
                };
        try (var caller = call(handler)) {
            caller.write("GET /a HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\nConnection: close\r\n\r\n");
            assertThat(caller.readAll()).contains("first /a", "first /b").doesNotContain("second");
        }
    }

    @Test
    void aHandlerThatThrowsIsAnsweredForAndReported() throws Exception {
        BlockingQueue<String> reports = new ArrayBlockingQueue<>(1);
        Taking handler =
                (_, _) -> {
                    throw new IllegalStateException("bug");
                };
        listeners =
                Listeners.open(
                        ListenSettings.onFreePorts()
                                .withObserver(
                                        (name, what, cause) -> reports.add(name + what + cause)),
                        List.of(Echo.endpoint(handler)));
        try (var caller = another()) {
            caller.write("GET /x HTTP/1.1\r\n\r\n");
            assertThat(caller.readResponse()).startsWith("HTTP/1.1 500 ").doesNotContain("bug");
        }
        assertThat(reports.take()).contains("test", "GET /x", "bug");
    }

    @Test
    void whatArrivesInOneSweepIsHandedOverBeforeTheFirstTaskRuns() throws Exception {
        int callers = 20;
        var gate = new CountDownLatch(1);
        var parked = new CountDownLatch(1);
        var events = new ArrayList<String>();
        var done = new CountDownLatch(callers);
        Taking handler =
                (request, responder) -> {
                    if (request.path().equals("/park")) {
                        parked.countDown();
                        awaitQuietly(gate);
                        responder.send(text("parked"));
                        return;
                    }
                    events.add("request");
                    request.ioThread()
                            .execute(() -> {
                                events.add("task");
                                responder.send(text("done"));
                                done.countDown();
                            });
                };
        try (var parking = call(handler)) {
            var others = new ArrayList<RawCaller>();
            for (int i = 0; i < callers; i++) {
                // Accepted and registered, so that only the requests themselves are in the sweep.
                var other = another();
                other.write("GET /warm HTTP/1.1\r\n\r\n").readResponse();
                others.add(other);
            }
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
            events.clear();
            parking.write("GET /park HTTP/1.1\r\n\r\n");
            assertThat(parked.await(10, TimeUnit.SECONDS)).isTrue();
            for (RawCaller other : others) {
                other.write("GET /x HTTP/1.1\r\n\r\n");
            }
            gate.countDown();
            for (RawCaller other : others) {
                assertThat(other.readResponse()).endsWith("done");
                other.close();
            }
        }
        listeners.close();
        assertThat(events).hasSize(2 * callers);
        assertThat(events.subList(0, callers)).containsOnly("request");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            var _ = latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
