package io.inferry.experiment.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.contracts.Waiting;
import io.inferry.experiment.control.view.ExperimentView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The thread and the clocks of a real server. */
@Timeout(60)
class LiveTest {
    @TempDir Path folder;

    @Test
    void brokenVersionOfAFileIsRolledBackWithinSeconds() throws IOException {
        Path definitions = Files.createDirectory(folder.resolve("definitions"));
        Files.writeString(
                definitions.resolve("live.yaml"),
                """
                name: live
                model: m
                kind: canary
                control: 1
                arms: [{target: 2}]
                guardrails: [{metric: outputs.invalid, margin: 0}]
                """);
        Graphs.good(1).writeVersion(folder, Lab.MODEL, 1);
        Graphs.nan().writeVersion(folder, Lab.MODEL, 2);
        Path state = folder.resolve("state");
        try (Lab lab = Lab.live(folder, state, definitions)) {
            Waiting.STANDARD.until("started", () -> is(lab, "RUNNING"));
            Waiting.STANDARD.until(
                    "rolled back",
                    () -> {
                        lab.ask(-2);
                        return is(lab, "ROLLED_BACK");
                    });
            assertThat(lab.experiments().decisions("live").getLast().evidence().getLast())
                    .startsWith("version 2 had ");
        }
        try (Lab lab = Lab.live(folder, state, definitions)) {
            assertThat(is(lab, "ROLLED_BACK")).isTrue();
        }
    }

    private static boolean is(Lab lab, String wanted) {
        return lab.experiments().all().stream().map(ExperimentView::state).anyMatch(wanted::equals);
    }
}
