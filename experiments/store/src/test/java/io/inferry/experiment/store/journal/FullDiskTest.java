package io.inferry.experiment.store.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is really full, and a file that may not grow, each in a process of its own. */
class FullDiskTest {
    @TempDir private Path folder;

    @Test
    void aFullDiskRefusesRecordsKeepsAllOthersAndTakesThemAgainOnceThereIsSpace()
            throws IOException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        List<String> mounted =
                List.of(
                        "unshare",
                        "--mount",
                        "sh",
                        "-c",
                        "mount -t tmpfs -o size=1m small \"$0\" && exec \"$@\"",
                        disk.toString());
        assumeTrue(isPossible(mounted), "no right to mount a small disk: not tried");
        List<String> said;
        try (JournalChild child = JournalChild.start(mounted, "fill", disk)) {
            said = child.rest();
        }

        assertThat(said.get(0))
                .startsWith("cannot append record ")
                .contains("00000000000000000001.segment at byte ")
                .contains("No space left on device");
        assertThat(said.get(1)).startsWith("refused after ");
        long full = Long.parseLong(said.get(1).replace("refused after ", ""));
        assertThat(full).isGreaterThan(1000);
        assertThat(said.get(2)).isEqualTo("snapshot DISK");
        for (int i = 1; i <= 101; i++) {
            assertThat(said.get(2 + i)).isEqualTo("again " + (full + i));
        }
        assertThat(said.getLast())
                .startsWith("found small[]{" + (full + 101) + "=" + (full + 101) + "=")
                .doesNotContain(",");
        assertThat(said).hasSize(2 + 1 + 101 + 1);
    }

    @Test
    void aFileThatMayNotGrowRefusesRecordsKeepsAllOthersAndGoesOnAfterACheckpoint()
            throws IOException {
        List<String> limited = List.of("sh", "-c", "ulimit -f 700 && exec \"$@\"", "limited");
        List<String> said;
        try (JournalChild child = JournalChild.start(limited, "limit", folder)) {
            said = child.rest();
        }

        assertThat(said.get(0)).startsWith("cannot append record ").contains("File too large");
        String full = said.get(1).replace("refused after ", "");
        assertThat(Long.parseLong(full)).isGreaterThan(1000);
        assertThat(said.subList(2, said.size()))
                .containsExactly(
                        "snapshot DISK",
                        "found " + full + "Optional.empty",
                        "found small[][after]");
    }

    private static boolean isPossible(List<String> mounted) throws IOException {
        try {
            Process trial =
                    new ProcessBuilder(
                                    Stream.concat(mounted.stream(), List.of("true").stream())
                                            .toList())
                            .redirectErrorStream(true)
                            .start();
            trial.getInputStream().readAllBytes();
            return trial.waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
