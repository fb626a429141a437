package io.inferry.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.model.ModelRef;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;

/** {@link TrafficContract} for protocols over HTTP. */
public abstract class RestTrafficContract extends TrafficContract {
    private final HttpClient plain = HttpClient.newHttpClient();

    /** Where a model is asked with POST. */
    protected abstract String path(ModelRef model);

    /** A request's body. */
    protected abstract String body(RoutedQuestion question);

    /** The first element of {@code y} in the body of a 200. */
    protected abstract double readAnswer(String body) throws IOException;

    @AfterEach
    final void closeClient() {
        plain.close();
    }

    @Override
    protected final RoutedOutcome ask(int port, RoutedQuestion question, Optional<Mutual> mutual)
            throws Exception {
        if (mutual.isEmpty()) {
            return read(plain.send(request("http", port, question), BodyHandlers.ofString()));
        }
        SSLContext tls = mutual.get().caller().towards(mutual.get().server());
        HttpRequest request = request("https", port, question);
        RoutedOutcome over1 = ask(tls, HttpClient.Version.HTTP_1_1, request);
        RoutedOutcome over2 = ask(tls, HttpClient.Version.HTTP_2, request);
        assertThat(over2.y()).isEqualTo(over1.y());
        return over2;
    }

    private RoutedOutcome ask(SSLContext tls, HttpClient.Version version, HttpRequest request)
            throws Exception {
        try (var client = HttpClient.newBuilder().sslContext(tls).version(version).build()) {
            return read(client.send(request, BodyHandlers.ofString()));
        }
    }

    private HttpRequest request(String scheme, int port, RoutedQuestion question) {
        String query = question.query().isEmpty() ? "" : "?" + question.query();
        URI target = URI.create(scheme + "://localhost:" + port + path(question.model()) + query);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(target).POST(BodyPublishers.ofString(body(question)));
        question.headers().forEach(request::header);
        return request.build();
    }

    private RoutedOutcome read(HttpResponse<String> response) throws IOException {
        Map<String, String> told = new HashMap<>();
        response.headers()
                .map()
                .forEach((name, values) -> {
                    if (name.startsWith(RoutedOutcome.PREFIX)) {
                        assertThat(values).hasSize(1);
                        told.put(name, values.getFirst());
                    }
                });
        return new RoutedOutcome(
                response.statusCode() == 200
                        ? OptionalDouble.of(readAnswer(response.body()))
                        : OptionalDouble.empty(),
                told);
    }
}
