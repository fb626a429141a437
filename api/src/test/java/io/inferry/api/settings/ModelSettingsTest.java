package io.inferry.api.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.inferry.api.model.RequestLogSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelSettingsTest {
    @Test
    void boundsNameTheirKeyAndTheValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> batching(0, List.of(), List.of()))
                .withMessage("batching.rows_max must be 1 or more, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LimitSettings(0, 1, Duration.ZERO))
                .withMessage("limits.queue_requests_max must be 1 or more, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WarmupSettings(1, List.of(1), Map.of("sequence", 0L), false))
                .withMessageContaining("warmup.dims");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VersionSelection.Specific(Set.of()))
                .withMessageContaining("versions.specific");
    }

    @Test
    void sizesAscendUpToTheLargest() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> batching(8, List.of(4, 2), List.of()))
                .withMessageContaining("[4, 2]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> batching(8, List.of(16), List.of()))
                .withMessageContaining("rows_max 8");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> batching(8, List.of(), List.of(2, 4)))
                .withMessage("the last of batching.allowed_rows must be rows_max 8, was 4");
    }

    @Test
    void theLargestBatchIsThePieceWhereRequestsAreSplit() {
        var rules =
                new BatchRules(
                        BatchRules.Oversize.SPLIT,
                        16,
                        BatchRules.Padding.OFF,
                        0,
                        BatchRules.Manner.OWN);
        var settings =
                new BatchSettings(
                        BatchSettings.Mode.AUTO,
                        64,
                        Duration.ZERO,
                        List.of(),
                        List.of(8, 16),
                        rules);

        assertThat(settings.batchRowsMax()).isEqualTo(16);
        assertThat(BatchSettings.STANDARD.batchRowsMax()).isEqualTo(64);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new BatchSettings(
                                BatchSettings.Mode.AUTO,
                                64,
                                Duration.ZERO,
                                List.of(),
                                List.of(8, 64),
                                rules))
                .withMessageContaining("between 1 and execution_rows_max 16");
    }

    @Test
    void theRequestLogHasBounds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestLogSettings("", 1))
                .withMessageContaining("request_log.path");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestLogSettings("a", Double.NaN))
                .withMessage("request_log.sampling_rate must be 0 to 1, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestLogSettings("a", 1, 1, 0, 1))
                .withMessage("request_log.file_records_max must be 1 or more, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WarmupSettings.Recorded(true, 0, 1))
                .withMessageContaining("warmup.recorded_iterations");
    }

    private static BatchSettings batching(
            int rowsMax, List<Integer> preferred, List<Integer> allowed) {
        return new BatchSettings(
                BatchSettings.Mode.AUTO, rowsMax, Duration.ZERO, preferred, allowed);
    }
}
