package io.inferry.server.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.inferry.api.ServingException;
import io.inferry.configuration.Assignment;
import io.inferry.configuration.Configuration;
import io.inferry.configuration.ServerSettings;
import io.inferry.configuration.Sources;
import io.inferry.server.rehearsal.Sample;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTest {
    private static final String SAMPLES = Path.of("src", "dist", "models").toString();

    @TempDir Path directory;

    @Test
    void theSampleModelsAnswerOverEveryListener() {
        try (Server server = Server.start(settings(), StandardPorts.NEVER)) {
            assertThat(server.awaitLoaded(Duration.ofMinutes(1))).isTrue();

            server.rehearse();
        }
    }

    @Test
    void theCommandOfTheDemoRecognizesTheDigit() throws Exception {
        try (Server server = Server.start(settings(), StandardPorts.NEVER)) {
            server.awaitLoaded(Duration.ofMinutes(1));

            String answer = post(server, "{\"instances\": [" + Sample.json() + "]}");

            assertThat(answer).contains("0.99");
            assertThat(new DemoBanner(server).text())
                    .contains(Sample.json())
                    .contains("/v1/models/digits:predict");
        }
    }

    @Test
    void aDisabledListenerIsNotOpened() {
        ServerSettings settings = settings(new Assignment("listeners.admin.enabled", "false", ""));

        try (Server server = Server.start(settings, StandardPorts.NEVER)) {
            assertThat(server.endpoints()).noneMatch(e -> e.listener().equals("admin"));
        }
    }

    @Test
    void aListenerThatNobodyOffersIsRefused() {
        assertThat(refusal(settings(new Assignment("listeners.tensorflow_rset.port", "1", ""))))
                .contains("no protocol has a listener 'tensorflow_rset'; there are [admin");
    }

    @Test
    void optionsOfAnUnknownProtocolAreRefused() {
        assertThat(refusal(settings(new Assignment("protocols.openinferenc", "a=1", ""))))
                .contains(
                        "'openinferenc'; there are [admin, experiments, openinference, scoring,"
                                + " tfserving]");
    }

    @Test
    void aDirectoryThatIsNotThereIsRefused() {
        String missing = directory.resolve("nothing").toString();

        assertThat(refusal(settings(new Assignment("models", missing, ""))))
                .contains("models must be a directory")
                .contains(missing);
    }

    @Test
    void aPortThatIsTakenIsRefusedByName() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());

            assertThat(refusal(settings(new Assignment("listeners.admin.port", port, ""))))
                    .contains("admin")
                    .contains(port);
        }
    }

    @Test
    void theListenersAreKnownWithoutOpeningThem() {
        assertThat(Server.standardPorts(settings()))
                .containsEntry("tensorflow_rest", 8501)
                .containsEntry("tensorflow_grpc", 8500)
                .containsEntry("openinference_rest", 8080)
                .containsEntry("openinference_grpc", 9000)
                .containsEntry("admin", 8090);
    }

    private static String refusal(ServerSettings settings) {
        return catchThrowableOfType(
                        ServingException.class,
                        () -> Server.start(settings, StandardPorts.NEVER).close())
                .text();
    }

    private static String post(Server server, String body)
            throws IOException, InterruptedException {
        var uri =
                URI.create(
                        "http://localhost:"
                                + server.port("tensorflow_rest")
                                + "/v1/models/digits:predict");
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(uri)
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static ServerSettings settings(Assignment... more) {
        var flags = new ArrayList<Assignment>();
        flags.add(new Assignment("models", SAMPLES, "--models"));
        flags.add(new Assignment("host", "127.0.0.1", "--host"));
        flags.add(new Assignment("stop_timeout", "5s", ""));
        flags.addAll(List.of(more));
        return Configuration.read(new Sources(Optional.empty(), Map.of(), flags)).settings();
    }
}
