package io.inferry.core.batching;

import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.settings.BatchSettings;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Whether requests of one signature have rows, and may share a batch. They have when every input
 * and output has an unknown first dimension, and where the model names those of the inputs, it is
 * one name.
 */
final class RowRule {
    private final Signature signature;
    private final boolean hasRows;

    /** Written by whichever instance finds out, read by every submit: hence volatile. */
    private volatile boolean joins;

    RowRule(Signature signature, BatchSettings settings) {
        this.signature = signature;
        hasRows =
                !signature.inputs().isEmpty()
                        && allRowsUnknown(signature.inputs())
                        && allRowsUnknown(signature.outputs())
                        && oneRowName(signature.inputs());
        joins = hasRows && settings.mode() == BatchSettings.Mode.AUTO;
    }

    private static boolean allRowsUnknown(List<TensorSpec> specs) {
        return specs.stream()
                .allMatch(spec -> spec.shape().rank() > 0 && spec.shape().dim(0) == Shape.UNKNOWN);
    }

    private static boolean oneRowName(List<TensorSpec> inputs) {
        return inputs.stream()
                        .filter(spec -> !spec.dimNames().isEmpty())
                        .map(spec -> spec.dimNames().getFirst())
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .count()
                <= 1;
    }

    /** Enters the job's rows, and whether it may share a batch. */
    void queue(Job job, long nowNanos) {
        long rows = hasRows ? commonRows(job.inputs()) : 1;
        if (joins && rows > 0 && isComplete(job)) {
            job.queued(nowNanos, rows);
        } else {
            job.queuedAlone(nowNanos, Math.max(rows, 0));
        }
    }

    /** A value that the model has for an input left out need not have the rows of a batch. */
    private boolean isComplete(Job job) {
        return job.inputs().size() == signature.inputs().size();
    }

    /** The first dimension that all inputs share; 0 when there is none. */
    private static long commonRows(Map<String, Tensor> inputs) {
        long rows = 0;
        boolean first = true;
        for (Tensor input : inputs.values()) {
            Shape shape = input.shape();
            if (shape.rank() == 0 || (!first && shape.dim(0) != rows)) {
                return 0;
            }
            rows = shape.dim(0);
            first = false;
        }
        return rows;
    }

    boolean joins() {
        return joins;
    }

    /** The outputs of a batch did not have its rows: from now on every job runs alone. */
    void stopJoining() {
        joins = false;
    }

    /** Whether the model could be batched by its signature, but turned out not to be. */
    boolean wasStopped(BatchSettings settings) {
        return hasRows && settings.mode() == BatchSettings.Mode.AUTO && !joins;
    }

    Signature signature() {
        return signature;
    }
}
