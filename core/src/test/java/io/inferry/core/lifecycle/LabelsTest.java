package io.inferry.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelsTest {
    private final Labels labels = new Labels();

    @Test
    void aLabelWaitsForItsVersion() {
        labels.configure(Map.of("stable", 1L));
        labels.settle(version -> false);
        assertThat(labels.effective()).isEmpty();
        assertThat(labels.pending()).containsEntry("stable", 1L);
        labels.settle(version -> version == 1);
        assertThat(labels.effective()).containsEntry("stable", 1L);
        assertThat(labels.pending()).isEmpty();
    }

    @Test
    void aLabelStaysWhereItIsUntilItCanMove() {
        labels.configure(Map.of("stable", 1L));
        labels.settle(version -> version == 1);
        labels.configure(Map.of("stable", 2L));
        labels.settle(version -> version == 1);
        assertThat(labels.effective()).containsEntry("stable", 1L);
        assertThat(labels.pending()).containsEntry("stable", 2L);
        labels.settle(version -> true);
        assertThat(labels.effective()).containsEntry("stable", 2L);
    }

    @Test
    void aLabelGoesWithItsVersion() {
        labels.configure(Map.of("stable", 1L));
        labels.settle(version -> true);
        labels.settle(version -> false);
        assertThat(labels.effective()).isEmpty();
    }

    @Test
    void whatAnOperatorSaysStandsOverTheSettings() {
        labels.configure(Map.of("stable", 1L, "canary", 2L));
        labels.set("stable", 2);
        labels.remove("canary");
        labels.configure(Map.of("stable", 3L, "canary", 3L));
        labels.settle(version -> true);
        assertThat(labels.effective()).isEqualTo(Map.of("stable", 2L));
    }
}
