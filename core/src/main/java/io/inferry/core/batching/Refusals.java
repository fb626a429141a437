package io.inferry.core.batching;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.settings.BatchRules;
import io.inferry.api.settings.BatchSettings;

/**
 * What requests are told that batching cannot take or that came too late. The texts that TensorFlow
 * Serving has too are its own, since programs look for them.
 */
final class Refusals {
    private final BatchSettings settings;

    Refusals(BatchSettings settings) {
        this.settings = settings;
    }

    /** The deadline passed in the queue. */
    ServingException late() {
        return switch (settings.rules().manner()) {
            case OWN ->
                    ServingException.deadlineExceeded(
                            "the deadline passed before an instance of the model was free");
            case TENSORFLOW_SERVING ->
                    ServingException.resourceExhausted(
                            "Run() timeout exceeded while waiting in batching queue");
        };
    }

    /** More rows than a request may have. */
    ServingException oversize(long rows) {
        return ServingException.invalidArgument(
                "Task size "
                        + rows
                        + " is larger than maximum input batch size "
                        + settings.rowsMax());
    }

    /** An input is a scalar. */
    static ServingException scalar() {
        return ServingException.invalidArgument(
                "Batching Run() input tensors must have at least one dimension");
    }

    /** Inputs differ in their first dimension. */
    static ServingException unequalRows() {
        return ServingException.invalidArgument(
                "Batching Run() input tensors must have equal 0th-dimension size");
    }

    /** As many batches wait as may. */
    static ServingException tooManyBatches(long batches, BatchRules rules) {
        return ServingException.of(
                ErrorCode.UNAVAILABLE,
                "The batch scheduling queue to which this task was submitted is full; currently "
                        + batches
                        + " batches enqueued and max_enqueued_batches is "
                        + rules.queueBatchesMax());
    }
}
