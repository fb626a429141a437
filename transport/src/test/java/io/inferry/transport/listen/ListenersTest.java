package io.inferry.transport.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ServingException;
import io.inferry.transport.Endpoint;
import io.inferry.transport.http.HttpHandler;
import io.inferry.transport.http.HttpRefusal;
import io.inferry.transport.http.HttpRequest;
import io.inferry.transport.http.HttpResponder;
import io.inferry.transport.http.HttpResponse;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Binding, sharing, counting and stopping. */
final class ListenersTest {
    /** Serves one path and says so; keeps the responders of {@code /later}. */
    private record Only(String path, BlockingQueue<HttpResponder> later) implements HttpHandler {
        Only(String path) {
            this(path, new ArrayBlockingQueue<>(8));
        }

        @Override
        public boolean handle(HttpRequest request, HttpResponder responder) {
            if (request.path().equals("/later")) {
                later.add(responder);
                return true;
            }
            if (!request.path().equals(path)) {
                return false;
            }
            responder.send(HttpResponse.text(200, "from " + path));
            return true;
        }

        @Override
        public HttpResponse refusal(HttpRefusal refusal) {
            return HttpResponse.text(refusal.status(), path + " refuses");
        }
    }

    private static Endpoint on(String listener, HttpHandler handler) {
        return new Endpoint.Http(listener, 8080, handler);
    }

    private static String get(int port, String path) throws Exception {
        try (var caller = new RawCaller(port)) {
            caller.write("GET " + path + " HTTP/1.1\r\nConnection: close\r\n\r\n");
            return caller.readAll();
        }
    }

    @Test
    void endpointsOfOneListenerShareItAndAreAskedInTurn() throws Exception {
        try (var listeners =
                Listeners.open(
                        ListenSettings.onFreePorts(),
                        List.of(
                                on("a", new Only("/x")),
                                on("b", new Only("/z")),
                                on("a", new Only("/y"))))) {
            int port = listeners.port("a");
            assertThat(listeners.port("b")).isNotEqualTo(port);
            assertThat(get(port, "/x")).endsWith("from /x");
            assertThat(get(port, "/y")).endsWith("from /y");
            assertThat(get(port, "/z")).startsWith("HTTP/1.1 404 ").endsWith("/x refuses");
        }
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            var settings =
                    ListenSettings.onFreePorts().withListeners(ListenerSettings.onPort("b", port));
            assertThatThrownBy(() ->
                            Listeners.open(
                                    settings,
                                    List.of(on("a", new Only("/x")), on("b", new Only("/y")))))
                    .isInstanceOf(ServingException.class)
                    .hasMessageStartingWith(
                            "listener 'b' cannot listen on 127.0.0.1:" + port + ": ")
                    .hasMessageContaining("already in use");
            var grpc = List.<Endpoint>of(new Endpoint.Grpc("b", 9000, List.of()));
            assertThatThrownBy(() -> Listeners.open(settings, grpc))
                    .isInstanceOf(ServingException.class)
                    .hasMessageStartingWith(
                            "listener 'b' cannot listen on 127.0.0.1:" + port + ": ");
        }
    }

    @Test
    void anUnknownListenerHasNoPort() {
        try (var listeners =
                Listeners.open(ListenSettings.onFreePorts(), List.of(on("a", new Only("/x"))))) {
            assertThatThrownBy(() -> listeners.port("b"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'b'");
        }
    }

    @Test
    void aUnixSocketAnswersBesideThePortAndReplacesADeadOne(@TempDir Path folder) throws Exception {
        Path path = folder.resolve("http.sock");
        var address = UnixDomainSocketAddress.of(path);
        ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX).bind(address).close();
        assertThat(path).exists();
        var settings =
                ListenSettings.onFreePorts()
                        .withListeners(ListenerSettings.onPort("a", 0).withUnixSocket(path));
        try (var listeners = Listeners.open(settings, List.of(on("a", new Only("/x"))))) {
            assertThat(get(listeners.port("a"), "/x")).endsWith("from /x");
            try (var caller = SocketChannel.open(address)) {
                caller.write(
                        ByteBuffer.wrap("GET /x HTTP/1.1\r\nConnection: close\r\n\r\n".getBytes()));
                var answer = ByteBuffer.allocate(1_000);
                while (caller.read(answer) >= 0) {
                    assertThat(answer.hasRemaining()).isTrue();
                }
                assertThat(new String(answer.array(), 0, answer.position())).endsWith("from /x");
            }
            assertThatThrownBy(() -> Listeners.open(settings, List.of(on("a", new Only("/x")))))
                    .hasMessageContaining("another process answers there");
        }
        assertThat(Files.exists(path)).isFalse();
    }

    @Test
    void whatIsInFlightIsCountedAndAnsweredBeforeTheEnd() throws Exception {
        var handler = new Only("/x");
        try (var listeners =
                        Listeners.open(ListenSettings.onFreePorts(), List.of(on("a", handler)));
                var idle = new RawCaller(listeners.port("a"));
                var busy = new RawCaller(listeners.port("a"))) {
            int port = listeners.port("a");
            idle.write("GET /x HTTP/1.1\r\n\r\n").readResponse();
            busy.write("GET /later HTTP/1.1\r\n\r\n");
            var responder = handler.later().take();
            assertThat(listeners.status()).containsExactly(new ListenerStatus("a", port, 2, 1));

            listeners.stopAccepting();
            assertThat(idle.readAll()).isEmpty();
            assertThat(listeners.awaitIdle(Duration.ofMillis(20))).isFalse();
            assertThatThrownBy(() -> new RawCaller(port)).isInstanceOf(java.io.IOException.class);

            responder.send(HttpResponse.text(200, "late"));
            assertThat(busy.readAll()).contains("Connection: close\r\n").endsWith("late");
            assertThat(listeners.awaitIdle(Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void requestsGoToSeveralEventLoops() throws Exception {
        var one = ListenSettings.onFreePorts();
        var four =
                new ListenSettings(
                        one.host(), List.of(), one.unlisted(), one.limits(), 4, one.observer());
        try (var listeners = Listeners.open(four, List.of(on("a", new Only("/x"))))) {
            for (int i = 0; i < 12; i++) {
                assertThat(get(listeners.port("a"), "/x")).endsWith("from /x");
            }
        }
    }
}
