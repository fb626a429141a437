package io.inferry.protocol.tfserving.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.TextFormat;
import io.inferry.api.ServingException;
import io.inferry.api.settings.BatchRules;
import io.inferry.api.settings.BatchRules.Manner;
import io.inferry.api.settings.BatchRules.Oversize;
import io.inferry.api.settings.BatchRules.Padding;
import io.inferry.api.settings.BatchSettings;
import io.inferry.api.settings.BatchSettings.Mode;
import io.inferry.protocol.tfserving.proto.BatchingParameters;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchingTest {
    private static BatchingParameters parameters(String text) {
        try {
            return TextFormat.parse(text, BatchingParameters.class);
        } catch (TextFormat.ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static BatchRules rules(Oversize oversize, int pieces, Padding padding, int batches) {
        return new BatchRules(oversize, pieces, padding, batches, Manner.TENSORFLOW_SERVING);
    }

    @Test
    void withoutParametersTheDefaultsOfUpstreamsSchedulerHold() {
        assertThat(Batching.settings(parameters("")))
                .isEqualTo(
                        new BatchSettings(
                                Mode.AUTO,
                                1000,
                                Duration.ZERO,
                                List.of(),
                                List.of(),
                                rules(Oversize.REFUSE, 0, Padding.OFF, 10)));
        assertThat(Batching.instances(parameters(""))).isEqualTo(Batching.processors());
        assertThat(Batching.requestsMax(parameters(""))).isEqualTo(10_000);
    }

    @Test
    void everyParameterArrives() {
        BatchingParameters parameters =
                parameters(
                        """
                        max_batch_size { value: 128 }
                        batch_timeout_micros { value: 1500 }
                        max_enqueued_batches { value: 3 }
                        num_batch_threads { value: 7 }
                        thread_pool_name { value: 'any' }
                        allowed_batch_sizes: 8
                        allowed_batch_sizes: 32
                        pad_variable_length_inputs: true
                        enable_large_batch_splitting { value: true }
                        max_execution_batch_size { value: 32 }
                        """);
        assertThat(Batching.settings(parameters))
                .isEqualTo(
                        new BatchSettings(
                                Mode.AUTO,
                                128,
                                Duration.ofNanos(1_500_000),
                                List.of(),
                                List.of(8, 32),
                                rules(Oversize.SPLIT, 32, Padding.LONGEST, 3)));
        assertThat(Batching.instances(parameters)).isEqualTo(7);
    }

    @Test
    void splittingWithoutASizeOfPiecesCutsToTheLargestBatch() {
        BatchingParameters parameters =
                parameters(
                        "max_batch_size { value: 16 } enable_large_batch_splitting { value: true }");
        assertThat(Batching.settings(parameters).rules())
                .isEqualTo(rules(Oversize.SPLIT, 16, Padding.OFF, 10));
    }

    @Test
    void theLastAllowedSizeMustBeTheLargest() {
        BatchingParameters parameters =
                parameters("max_batch_size { value: 16 } allowed_batch_sizes: 4");
        assertThatExceptionOfType(ServingException.class)
                .isThrownBy(() -> Batching.settings(parameters))
                .withMessage(
                        "Last entry in allowed_batch_sizes must match max_batch_size; last entry was 4; expected 16");
    }

    @Test
    void impossibleNumbersAreRefusedByName() {
        assertThatExceptionOfType(ServingException.class)
                .isThrownBy(() -> Batching.settings(parameters("max_batch_size { value: 0 }")))
                .withMessageStartingWith("max_batch_size must be 1 or more");
    }
}
