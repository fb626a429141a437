package io.inferry.core.batching;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.inference.Terms;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through queue and instance. Owned by one holder at a time: who submits it,
 * then the queue (under its lock), then the instance that runs it.
 */
public final class Job {
    private final Signature signature;
    private final InferenceRequest request;
    private final Exchange exchange;
    private final JobOutcome outcome;
    private final @Nullable Executor ioThread;
    private final long byteSize;

    /** Whose caller may leave: the exchange, or that of the request that this is a piece of. */
    private final Exchange caller;

    private final @Nullable Split split;

    private long rows;
    private boolean alone;
    private long queuedNanos;
    private long arrival;
    private boolean over;

    /** Neighbours in the group that holds the job; the group's affair. */
    @Nullable Job before;

    @Nullable Job after;

    /**
     * @param request already held against the signature, its wanted outputs named one by one; its
     *     tensors become the job's
     */
    public Job(
            Signature signature, InferenceRequest request, Exchange exchange, JobOutcome outcome) {
        this.caller = exchange;
        this.split = null;
        this.signature = signature;
        this.request = request;
        this.exchange = exchange;
        this.outcome = outcome;
        this.ioThread = exchange.ioThread().orElse(null);
        this.byteSize = byteSize(request);
    }

    private Job(Job whole, InferenceRequest request, Exchange exchange, Split.Piece piece) {
        this.caller = whole.exchange;
        this.split = piece.split();
        this.signature = whole.signature;
        this.request = request;
        this.exchange = exchange;
        this.outcome = piece;
        this.ioThread = null;
        this.byteSize = byteSize(request);
    }

    private static long byteSize(InferenceRequest request) {
        long sum = 0;
        for (Tensor input : request.inputs().values()) {
            sum += input.byteSize();
        }
        return sum;
    }

    /**
     * Some rows of this job as one of their own, that instance threads run: a request in many
     * pieces would hold an I/O thread for long.
     */
    Job piece(Map<String, Tensor> inputs, Exchange pieceExchange, Split.Piece piece) {
        var part =
                new InferenceRequest(
                        request.signature(), inputs, request.outputs(), request.terms());
        return new Job(this, part, pieceExchange, piece);
    }

    /** Room 4 begins for a job that may share a batch. */
    void queued(long nowNanos, long rowCount) {
        queuedNanos = nowNanos;
        rows = rowCount;
        exchange.queued(nowNanos, (int) rowCount);
    }

    /** Room 4 begins for a job that runs alone. */
    void queuedAlone(long nowNanos, long rowCount) {
        queued(nowNanos, rowCount);
        alone = true;
    }

    /** The place in the order of arrival. */
    void arrived(long number) {
        arrival = number;
    }

    /** What it was held against. */
    public Signature signature() {
        return signature;
    }

    /** As they run; the job's. */
    public Map<String, Tensor> inputs() {
        return request.inputs();
    }

    Tensor input(String name) {
        Tensor tensor = request.inputs().get(name);
        if (tensor == null) {
            throw new IllegalStateException("job has no input '" + name + "'");
        }
        return tensor;
    }

    List<String> outputs() {
        return request.outputs();
    }

    Exchange exchange() {
        return exchange;
    }

    @Nullable Executor ioThread() {
        return ioThread;
    }

    int priority() {
        return request.terms().priority();
    }

    /** Rows that it adds to a batch; 1 where the model has no rows. */
    long rows() {
        return rows;
    }

    /** Whether it cannot share a batch. */
    boolean isAlone() {
        return alone;
    }

    long byteSize() {
        return byteSize;
    }

    long arrival() {
        return arrival;
    }

    /**
     * When it should leave at the latest. A job with a deadline spends at most half of its time
     * waiting for others.
     */
    long dueNanos(long delayMaxNanos) {
        long deadline = request.terms().deadlineNanos();
        if (deadline == Terms.NO_DEADLINE) {
            return queuedNanos + delayMaxNanos;
        }
        long half = Math.max(deadline - queuedNanos, 0) / 2;
        return queuedNanos + Math.min(delayMaxNanos, half);
    }

    /** Whether nobody waits for it any more. */
    boolean isCancelled() {
        return caller.isCancelled() || exchange.isCancelled();
    }

    /** Whether running it would be in vain: the caller left, or the deadline passed. */
    boolean isVain(long nowNanos) {
        return isCancelled() || request.terms().isLate(nowNanos);
    }

    /** Ends a job for which {@link #isVain} is true. */
    void dropped(Refusals refusals) {
        if (isCancelled()) {
            failed(ServingException.of(ErrorCode.CANCELLED, "the caller left before it ran"));
        } else {
            failed(refusals.late());
        }
    }

    /** What it is a piece of; null for a whole request. */
    @Nullable Split split() {
        return split;
    }

    /** Ends well. */
    void ran(Map<String, Tensor> outputs) {
        end();
        outcome.ran(outputs);
    }

    /** Ends badly. */
    void failed(ServingException failure) {
        end();
        outcome.failed(failure);
    }

    /** Whether it was answered. */
    boolean isOver() {
        return over;
    }

    private void end() {
        if (over) {
            throw new IllegalStateException("job was answered twice");
        }
        over = true;
        for (Tensor input : request.inputs().values()) {
            input.close();
        }
    }
}
