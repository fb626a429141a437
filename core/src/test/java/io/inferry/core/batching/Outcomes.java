package io.inferry.core.batching;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps the one outcome of a job as plain values, and closes its tensors. */
final class Outcomes implements JobOutcome {
    /** A test that waits longer than this has failed. */
    private static final long PATIENCE_SECONDS = 20;

    private final AtomicInteger told = new AtomicInteger();
    private final CompletableFuture<Map<String, Tensor>> outcome = new CompletableFuture<>();
    private volatile String thread = "";

    @Override
    public void ran(Map<String, Tensor> outputs) {
        told.incrementAndGet();
        thread = Thread.currentThread().getName();
        outcome.complete(outputs);
    }

    @Override
    public void failed(ServingException failure) {
        told.incrementAndGet();
        thread = Thread.currentThread().getName();
        outcome.completeExceptionally(failure);
    }

    /** How often it was told; must be 1 in the end. */
    int told() {
        return told.get();
    }

    boolean isThere() {
        return outcome.isDone();
    }

    /** The thread that told it. */
    String thread() {
        return thread;
    }

    /** The FLOAT32 output of this name; all outputs are closed. */
    float[] floats(String name) {
        return take(name) instanceof NumericTensor numbers ? closing(numbers) : new float[0];
    }

    /** The STRING output of this name; all outputs are closed. */
    List<String> texts(String name) {
        return take(name) instanceof StringTensor texts ? texts.toTexts() : List.of();
    }

    private float[] closing(NumericTensor numbers) {
        float[] values = numbers.toFloats();
        outcome.join().values().forEach(Tensor::close);
        return values;
    }

    private Tensor take(String name) {
        Map<String, Tensor> outputs = outcome.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        return outputs.get(name);
    }

    /** The failure that it ended with. */
    ServingException failure() {
        Throwable failure =
                outcome.handle((outputs, thrown) -> thrown)
                        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .join();
        if (failure instanceof ServingException serving) {
            return serving;
        }
        throw new AssertionError("expected a failure, got " + outcome);
    }

    /** Closes what a test did not look at. */
    void closeOutputs() {
        if (outcome.isDone() && !outcome.isCompletedExceptionally()) {
            outcome.join().values().forEach(Tensor::close);
        }
    }

    ErrorCode code() {
        return failure().code();
    }
}
