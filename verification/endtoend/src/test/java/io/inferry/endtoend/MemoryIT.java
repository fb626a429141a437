package io.inferry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.inferry.contracts.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Native memory is given back: what a process keeps does not grow with the number of swaps. The
 * JVM's own growth in its first minute (a heap not yet touched, the optimising compiler's memory)
 * would hide a leak of a model's few hundred kilobytes, so the heap is touched whole at the start
 * and only the quick compiler runs.
 */
class MemoryIT {
    private static final int SWAPS = 200;
    private static final int SETTLED = 20;
    private static final double GROWTH_MAX = 1.05;
    private static final String STEADY_JVM =
            "-Xms64m -Xmx64m -XX:+AlwaysPreTouch -XX:TieredStopAtLevel=1";

    @TempDir private Path folder;

    @Test
    void residentMemoryIsFlatOverTwoHundredSwaps() throws Exception {
        assumeTrue(
                Files.isDirectory(Path.of("/proc/self")),
                "resident memory is read from /proc, which is not there");
        Repository repository = new Repository(folder);
        repository.add(Fixtures.MNIST_MLP, "mnist", 1);
        try (var server =
                RunningServer.serveWithFlags(STEADY_JVM, folder, "--set", "repository.poll=10ms")
                        .awaitReady()) {
            String question = Fixtures.text("mnist.json");
            long settled = 0;
            for (int version = 2; version <= SWAPS + 1; version++) {
                repository.add(Fixtures.MNIST_MLP, "mnist", version);
                server.awaitState("mnist", version, "AVAILABLE");
                repository.remove("mnist", version - 1);
                assertThat(
                                server.post("tensorflow_rest", "/v1/models/mnist:predict", question)
                                        .statusCode())
                        .isEqualTo(200);
                if (version == SETTLED + 1) {
                    settled = residentBytes(server);
                }
            }
            assertThat((double) residentBytes(server) / settled)
                    .as("resident memory after %d swaps beside after %d", SWAPS, SETTLED)
                    .isLessThan(GROWTH_MAX);
        }
    }

    private static long residentBytes(RunningServer server) throws IOException {
        Path status = Path.of("/proc", Long.toString(server.handle().pid()), "status");
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }
}
