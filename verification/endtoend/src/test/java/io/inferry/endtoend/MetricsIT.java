package io.inferry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.inferry.contracts.Fixtures;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsIT {
    @TempDir private Path folder;

    @Test
    void promtoolFindsNothingToSayAboutThePage() throws Exception {
        Optional<Path> promtool = Packaged.tool("promtool");
        assumeTrue(promtool.isPresent(), "promtool is not installed (Debian: prometheus)");
        String page = pageAfterTraffic();

        Command check = Command.run(List.of(promtool.get().toString(), "check", "metrics"), page);

        assertThat(check.out()).isEmpty();
        assertThat(check.status()).isZero();
    }

    @Test
    void whatHappenedIsOnThePage() throws Exception {
        assertThat(pageAfterTraffic())
                .contains(
                        "inferry_requests_total{model=\"digits\",outcome=\"ok\",protocol=\"tfserving_rest\",signature=\"serving_default\",version=\"1\"} 3.0")
                .contains(
                        "inferry_requests_total{model=\"\",outcome=\"not_found\",protocol=\"tfserving_rest\",signature=\"\",version=\"\"} 1.0")
                .contains("stage=\"parse\"", "stage=\"queue\"", "stage=\"run\"", "stage=\"encode\"")
                .contains(
                        "inferry_batch_rows",
                        "inferry_queue_depth",
                        "inferry_load_duration_seconds")
                .contains("inferry_versions{state=\"available\"} 1.0")
                .contains("inferry_tensor_memory_bytes", "inferry_model_memory_bytes");
    }

    private String pageAfterTraffic() throws Exception {
        if (!folder.resolve("digits").toFile().exists()) {
            new Repository(folder).add(Fixtures.DIGITS_KERAS, "digits", 1);
        }
        try (var server = RunningServer.serve(folder).awaitReady()) {
            for (int i = 0; i < 3; i++) {
                server.post("tensorflow_rest", Question.PREDICT, Question.instances());
            }
            server.post("tensorflow_rest", "/v1/models/unheard-of:predict", Question.instances());
            return server.get("admin", "/metrics").body();
        }
    }
}
