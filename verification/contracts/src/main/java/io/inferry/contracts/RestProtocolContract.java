package io.inferry.contracts;

import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.model.ModelRef;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@link ProtocolContract} for protocols over HTTP, with what callers do wrong there. */
public abstract class RestProtocolContract extends ProtocolContract {
    private static final int NESTING = 500_000;

    private final HttpClient client = HttpClient.newHttpClient();

    /** Where a model is asked with POST. */
    protected abstract String path(ModelRef model);

    /** A request's body. */
    protected abstract String body(Map<String, GoldenValue> inputs);

    /** A body for the model under test whose rows differ in length. */
    protected abstract String raggedBody();

    /** Reads the body of a 200. */
    protected abstract Map<String, List<Double>> readAnswer(String body) throws IOException;

    /** Reads the text of an error, failing when it has another form than the protocol's. */
    protected abstract String readError(String body) throws IOException;

    @Override
    protected final ProtocolOutcome ask(ProtocolQuestion question) throws Exception {
        return post(path(question.model()), body(question.inputs()));
    }

    @Test
    void malformedBodyIsRefused() throws Exception {
        for (String body : List.of("{", "[1,2", "{\"a\" 1}", "nonsense", "{}", "[]", "\"\\ud800")) {
            textOf(post(path(ModelRef.latest(MODEL)), body));
        }
    }

    @Test
    void emptyBodyIsRefused() throws Exception {
        textOf(post(path(ModelRef.latest(MODEL)), ""));
    }

    @Test
    void deepNestingIsRefused() throws Exception {
        String right = body(golden().inputs());
        String lists = "[".repeat(NESTING) + "]".repeat(NESTING);

        textOf(post(path(ModelRef.latest(MODEL)), lists));
        textOf(post(path(ModelRef.latest(MODEL)), "{\"a\":".repeat(NESTING)));
        textOf(post(path(ModelRef.latest(MODEL)), right.substring(0, right.length() / 2) + lists));
    }

    @Test
    void raggedRowsAreRefused() throws Exception {
        textOf(post(path(ModelRef.latest(MODEL)), raggedBody()));
    }

    @Test
    void wrongMethodIsRefused() throws Exception {
        HttpRequest request =
                to(path(ModelRef.latest(MODEL)))
                        .method("DELETE", HttpRequest.BodyPublishers.noBody())
                        .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());

        assertThat(response.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(readError(response.body())).isNotBlank();
    }

    @Test
    void unknownRouteIsRefused() throws Exception {
        textOf(post("/no/such/route", "{}"));
    }

    @Test
    void bodyOverTheLimitIsRefused() throws Exception {
        RawHttp.Reply reply = RawHttp.send(port(), head(BODY_BYTES_MAX + 1L), " ".repeat(1000));

        assertThat(reply.status()).isEqualTo(413);
        assertThat(readError(reply.body())).isNotBlank();
    }

    @Test
    void bodyOfTwoGibibytesIsRefusedAtOnce() throws Exception {
        RawHttp.Reply reply = RawHttp.send(port(), head(1L << 31), "{");

        assertThat(reply.status()).isEqualTo(413);
        assertThat(readError(reply.body())).isNotBlank();
    }

    @Test
    void slowBodyIsRefused() throws Exception {
        String right = body(golden().inputs());

        RawHttp.Reply reply =
                RawHttp.send(port(), head(right.length()), right.substring(0, right.length() / 2));

        assertThat(reply.status()).isEqualTo(408);
        assertThat(readError(reply.body())).isNotBlank();
    }

    @Test
    void callerWhoLeavesIsForgotten() throws Exception {
        String right = body(golden().inputs());

        RawHttp.sendAndLeave(port(), head(right.length()), right.substring(0, right.length() / 2));
        RawHttp.sendAndLeave(port(), head(right.length()), right);
        RawHttp.sendAndLeave(port(), "POST ", "");
    }

    /** Posts a body and reads what came back. */
    protected final ProtocolOutcome post(String path, String body) throws Exception {
        HttpRequest request = to(path).POST(ofString(body, StandardCharsets.UTF_8)).build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() == 200) {
            return new ProtocolOutcome.Answered(readAnswer(response.body()));
        }
        assertThat(response.statusCode()).isBetween(400, 599);
        return new ProtocolOutcome.Refused(readError(response.body()));
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .version(HttpClient.Version.HTTP_1_1);
    }

    private String head(long contentLength) {
        return "POST "
                + path(ModelRef.latest(MODEL))
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                + contentLength
                + "\r\n\r\n";
    }
}
