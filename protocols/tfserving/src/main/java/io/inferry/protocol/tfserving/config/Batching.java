package io.inferry.protocol.tfserving.config;

import io.inferry.api.ServingException;
import io.inferry.api.settings.BatchRules;
import io.inferry.api.settings.BatchRules.Manner;
import io.inferry.api.settings.BatchRules.Oversize;
import io.inferry.api.settings.BatchRules.Padding;
import io.inferry.api.settings.BatchSettings;
import io.inferry.api.settings.ModelSettings;
import io.inferry.protocol.tfserving.proto.BatchingParameters;
import java.time.Duration;
import java.util.List;

/** Upstream's batching parameters in our words, with the defaults of its scheduler. */
final class Batching {
    static final BatchSettings OFF =
            new BatchSettings(BatchSettings.Mode.OFF, 1, Duration.ZERO, List.of(), List.of());

    private static final long ROWS_STANDARD = 1000;
    private static final long BATCHES_STANDARD = 10;

    private Batching() {}

    /**
     * The settings.
     *
     * @throws ServingException INVALID_ARGUMENT for values that do not go together
     */
    static BatchSettings settings(BatchingParameters parameters) {
        int rowsMax = number("max_batch_size", rowsMax(parameters), 1);
        boolean splits = parameters.getEnableLargeBatchSplitting().getValue();
        long pieces = parameters.getMaxExecutionBatchSize().getValue();
        int rowsOfRun =
                splits && pieces > 0 ? number("max_execution_batch_size", pieces, 1) : rowsMax;
        BatchRules rules =
                new BatchRules(
                        splits ? Oversize.SPLIT : Oversize.REFUSE,
                        splits ? rowsOfRun : 0,
                        parameters.getPadVariableLengthInputs() ? Padding.LONGEST : Padding.OFF,
                        number("max_enqueued_batches", batchesMax(parameters), 1),
                        Manner.TENSORFLOW_SERVING);
        long micros = parameters.getBatchTimeoutMicros().getValue();
        try {
            return new BatchSettings(
                    BatchSettings.Mode.AUTO,
                    rowsMax,
                    Duration.ofNanos(Math.multiplyExact(Math.max(0, micros), 1000L)),
                    List.of(),
                    allowed(parameters, splits, rowsOfRun),
                    rules);
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw ServingException.invalidArgument("batching parameters: " + e.getMessage());
        }
    }

    /** Threads that take batches. */
    static int instances(BatchingParameters parameters) {
        if (!parameters.hasNumBatchThreads()) {
            return processors();
        }
        int threads = number("num_batch_threads", parameters.getNumBatchThreads().getValue(), 1);
        return Math.min(threads, ModelSettings.INSTANCES_MAX);
    }

    /** As many as there are cores. */
    static int processors() {
        return Math.min(Runtime.getRuntime().availableProcessors(), ModelSettings.INSTANCES_MAX);
    }

    /** The most requests that may wait: batches of requests of one row each. */
    static long requestsMax(BatchingParameters parameters) {
        return batchesMax(parameters) * rowsMax(parameters);
    }

    private static long rowsMax(BatchingParameters parameters) {
        return parameters.hasMaxBatchSize()
                ? parameters.getMaxBatchSize().getValue()
                : ROWS_STANDARD;
    }

    private static long batchesMax(BatchingParameters parameters) {
        return parameters.hasMaxEnqueuedBatches()
                ? parameters.getMaxEnqueuedBatches().getValue()
                : BATCHES_STANDARD;
    }

    private static List<Integer> allowed(
            BatchingParameters parameters, boolean splits, int rowsMax) {
        List<Long> sizes = parameters.getAllowedBatchSizesList();
        if (sizes.isEmpty()) {
            return List.of();
        }
        long last = sizes.getLast();
        if (last != rowsMax) {
            throw ServingException.invalidArgument(
                    "Last entry in allowed_batch_sizes must match %s; last entry was %d; expected %d"
                            .formatted(
                                    splits ? "max_execution_batch_size" : "max_batch_size",
                                    last,
                                    rowsMax));
        }
        return sizes.stream().map(size -> number("allowed_batch_sizes", size, 1)).toList();
    }

    private static int number(String name, long value, int least) {
        if (value < least || value > Integer.MAX_VALUE) {
            throw ServingException.invalidArgument(
                    "%s must be %d or more and fit 32 bits; was %d".formatted(name, least, value));
        }
        return (int) value;
    }
}
