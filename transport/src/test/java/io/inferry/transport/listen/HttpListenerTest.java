package io.inferry.transport.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a well-behaved HTTP client sees. */
final class HttpListenerTest {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Listeners listeners;

    @BeforeEach
    void open() {
        listeners =
                Listeners.open(ListenSettings.onFreePorts(), List.of(Echo.endpoint(new Echo())));
    }

    @AfterEach
    void close() {
        client.close();
        listeners.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + listeners.port("test") + path));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    @Test
    void bodiesOfEverySizeArriveWhole() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int size : new int[] {0, 1, 6_000, 64 << 10, (64 << 10) + 1, 1 << 20, 5_000_001}) {
            byte[] body = new byte[size];
            random.nextBytes(body);
            var response = send(request("/echo").POST(BodyPublishers.ofByteArray(body)));
            assertThat(response.statusCode()).as("size %d seed %d", size, seed).isEqualTo(200);
            assertThat(response.body()).as("size %d seed %d", size, seed).isEqualTo(body);
        }
    }

    @Test
    void chunkedBodiesArriveWhole() throws Exception {
        byte[] body = new byte[300_000];
        new Random(7).nextBytes(body);
        var publisher = BodyPublishers.ofByteArrays(List.of(body, body));
        var response = send(request("/echo").POST(publisher));
        assertThat(response.body()).hasSize(600_000).startsWith(body).endsWith(body);
    }

    @Test
    void anyMethodReachesTheHandler() throws Exception {
        var response = send(request("/echo").method("BREW", BodyPublishers.noBody()));
        assertThat(response.headers().firstValue("X-Method")).contains("BREW");
    }

    @Test
    void headHasALengthAndNoBody() throws Exception {
        var response = send(request("/echo").method("HEAD", BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Length")).contains("0");
        assertThat(response.body()).isEmpty();
    }

    @Test
    void whatNoHandlerTakesIsRefusedInTheFirstHandlersForm() throws Exception {
        var response = send(request("/nowhere?x=1").GET());
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(new String(response.body()))
                .isEqualTo(
                        "{\"error\":\"nothing is served at GET /nowhere?x=1\","
                                + "\"target\":\"GET /nowhere?x=1\"}");
    }
}
