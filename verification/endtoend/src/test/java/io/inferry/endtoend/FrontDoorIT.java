package io.inferry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.inferry.contracts.Fixtures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer does first. */
class FrontDoorIT {
    @TempDir private Path folder;

    @Test
    void theDemosCurlGetsARealModelsAnswer() throws Exception {
        assumeTrue(Packaged.tool("curl").isPresent(), "curl is not installed");
        try (var server = RunningServer.start(List.of(Packaged.program().toString(), "demo"))) {
            server.await("the curl to paste", () -> server.output().contains("curl "));
            String curl =
                    server.output()
                            .lines()
                            .filter(line -> line.strip().startsWith("curl "))
                            .findFirst()
                            .orElseThrow();

            Command pasted = Command.run(List.of("bash", "-c", curl + " 2>/dev/null"));

            assertThat(pasted.status()).isZero();
            assertThat(pasted.out()).contains("predictions").contains("0.99");
            assertThat(server.terminate()).as(server.output()).isZero();
        }
    }

    @Test
    void theArchiveRunsWhereverItIsUnpacked() throws Exception {
        Path archive;
        try (var built = Files.list(Packaged.root().resolve("server/target"))) {
            archive =
                    built.filter(file -> file.toString().endsWith(".tar.gz"))
                            .findFirst()
                            .orElseThrow();
        }
        Path elsewhere = Files.createDirectories(folder.resolve("else where"));
        Command unpacked =
                Command.run(
                        List.of(
                                "tar",
                                "-xzf",
                                archive.toString(),
                                "-C",
                                elsewhere.toString(),
                                "--strip-components=1"));
        assertThat(unpacked.status()).as(unpacked.out()).isZero();
        new Repository(folder.resolve("models")).add(Fixtures.DIGITS_KERAS, "digits", 1);

        try (var server =
                RunningServer.serve(elsewhere.resolve("bin/inferry"), folder.resolve("models"))
                        .awaitReady()) {
            Question.assertPredictions(
                    server.post("tensorflow_rest", Question.PREDICT, Question.instances()).body());
        }
    }
}
