package io.inferry.core.batching;

import io.inferry.api.ServingException;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.settings.BatchRules;
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
    private final boolean needsRows;
    private final long rowsMax;
    private final Refusals refusals;

    /** Written by whichever instance finds out, read by every submit: hence volatile. */
    private volatile boolean joins;

    RowRule(Signature signature, BatchSettings settings) {
        this.signature = signature;
        boolean on = settings.mode() == BatchSettings.Mode.AUTO;
        needsRows = on && settings.rules().manner() == BatchRules.Manner.TENSORFLOW_SERVING;
        hasRows =
                !signature.inputs().isEmpty()
                        && allRowsUnknown(signature.inputs())
                        && allRowsUnknown(signature.outputs())
                        && oneRowName(signature.inputs());
        boolean bounds = settings.rules().oversize() != BatchRules.Oversize.RUN_ALONE;
        rowsMax = on && bounds ? settings.rowsMax() : Long.MAX_VALUE;
        refusals = new Refusals(settings);
        joins = hasRows && on;
    }

    private boolean allRowsUnknown(List<TensorSpec> specs) {
        return specs.stream().allMatch(spec -> isRowsUnknown(spec.shape()));
    }

    /** A shape of unknown rank has rows where the operator's settings take them for granted. */
    private boolean isRowsUnknown(Shape shape) {
        return shape.isAny() ? needsRows : shape.rank() > 0 && shape.dim(0) == Shape.UNKNOWN;
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

    /**
     * Enters the job's rows, and whether it may share a batch.
     *
     * @throws ServingException INVALID_ARGUMENT for a request that the rules do not take
     */
    void queue(Job job, long nowNanos) {
        if (needsRows) {
            requireRows(job.inputs());
        }
        long rows = hasRows ? commonRows(job.inputs()) : 1;
        if (rows > rowsMax) {
            throw refusals.oversize(rows);
        }
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

    private static void requireRows(Map<String, Tensor> inputs) {
        for (Tensor input : inputs.values()) {
            if (input.shape().rank() == 0) {
                throw Refusals.scalar();
            }
        }
        if (!inputs.isEmpty() && !haveCommonRows(inputs)) {
            throw Refusals.unequalRows();
        }
    }

    private static boolean haveCommonRows(Map<String, Tensor> inputs) {
        long rows = inputs.values().iterator().next().shape().dim(0);
        return inputs.values().stream().allMatch(input -> input.shape().dim(0) == rows);
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
