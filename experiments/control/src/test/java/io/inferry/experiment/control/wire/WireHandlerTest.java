package io.inferry.experiment.control.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.ServingException;
import io.inferry.transport.Endpoint;
import io.inferry.transport.listen.ListenSettings;
import io.inferry.transport.listen.Listeners;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WireHandlerTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final CountDownLatch acting = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final Clerk clerk = new Clerk("test-clerk", 1);
    private Listeners listeners;

    @BeforeEach
    void start() {
        WireHandler handler =
                new WireHandler(
                        List.of(
                                new Route("POST", "/slow", clerk, (request, name) -> slow()),
                                new Route("GET", "/bug", clerk, (request, name) -> bug()),
                                new Route("GET", "/refused", clerk, (request, name) -> refused())));
        listeners =
                Listeners.open(
                        ListenSettings.onFreePorts(),
                        List.of(new Endpoint.Http("admin", 0, handler)));
    }

    @AfterEach
    void stop() {
        http.close();
        listeners.close();
    }

    private CompletableFuture<io.inferry.transport.http.HttpResponse> slow() {
        acting.countDown();
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return CompletableFuture.completedFuture(Json.response(200, Map.of("done", true)));
    }

    private static CompletableFuture<io.inferry.transport.http.HttpResponse> bug() {
        throw new IllegalStateException("secret");
    }

    private static CompletableFuture<io.inferry.transport.http.HttpResponse> refused() {
        return CompletableFuture.<io.inferry.transport.http.HttpResponse>failedFuture(
                        ServingException.notFound("not here"))
                .thenApply(response -> response);
    }

    @Test
    void whoComesWhileTheLineIsFullIsToldWhenToComeAgain() throws Exception {
        CompletableFuture<HttpResponse<String>> first = post();
        acting.await();
        CompletableFuture<HttpResponse<String>> second = post();
        CompletableFuture<HttpResponse<String>> third = post();
        HttpResponse<String> sentAway = second.applyToEither(third, response -> response).join();
        released.countDown();

        assertThat(sentAway.statusCode()).isEqualTo(429);
        assertThat(sentAway.headers().firstValue("Retry-After")).contains("1");
        assertThat(sentAway.body()).contains("RESOURCE_EXHAUSTED").contains("/slow");
        assertThat(first.join().statusCode()).isEqualTo(200);
        assertThat(List.of(second.join().statusCode(), third.join().statusCode()))
                .containsExactlyInAnyOrder(200, 429);
    }

    @Test
    void ourOwnMistakesAreAnsweredWithoutTheirWords() throws Exception {
        HttpResponse<String> response = get("/bug");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("INTERNAL").doesNotContain("secret");
        assertThat(get("/refused").statusCode()).isEqualTo(404);
    }

    private CompletableFuture<HttpResponse<String>> post() {
        return http.sendAsync(
                request("/slow").POST(HttpRequest.BodyPublishers.noBody()).build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + listeners.port("admin") + path));
    }
}
