package io.inferry.api.inference;

import io.inferry.api.ErrorCode;
import io.inferry.api.model.ModelId;
import io.inferry.api.traffic.Assignment;
import io.inferry.api.traffic.RequestFacts;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One request's record: who asked over which protocol, the times by stage, the route and the
 * outcome. It is written by whichever thread has the request and handed on with it; only {@link
 * #cancel()} may come from elsewhere. Times are on {@link System#nanoTime()}'s clock.
 */
public final class Exchange {
    private static final long UNSET = Long.MIN_VALUE;

    private final String protocol;
    private final long beganNanos;
    private final @Nullable Executor ioThread;
    private volatile boolean cancelled;

    private long queuedNanos = UNSET;
    private long runNanos = UNSET;
    private long ranNanos = UNSET;
    private long endedNanos = UNSET;
    private int rows;
    private int batchRows;
    private RequestFacts facts = RequestFacts.NONE;
    private @Nullable Assignment assignment;
    private @Nullable ModelId model;
    private String signature = "";
    private @Nullable ErrorCode failure;

    private Exchange(String protocol, long beganNanos, @Nullable Executor ioThread) {
        this.protocol = protocol;
        this.beganNanos = beganNanos;
        this.ioThread = ioThread;
    }

    /** A request that arrived now and is not bound to an I/O thread. */
    public static Exchange begin(String protocol) {
        return new Exchange(protocol, System.nanoTime(), null);
    }

    /**
     * A request that an I/O thread received.
     *
     * @param beganNanos when its last byte arrived
     * @param ioThread runs tasks on that thread after it has read everything that was ready: what
     *     makes direct run and its batches possible
     */
    public static Exchange begin(String protocol, long beganNanos, Executor ioThread) {
        return new Exchange(protocol, beganNanos, ioThread);
    }

    /** The protocol, as metrics name it. */
    public String protocol() {
        return protocol;
    }

    /** The I/O thread that holds the request, if one does. */
    public Optional<Executor> ioThread() {
        return Optional.ofNullable(ioThread);
    }

    /** The caller left: what is not running yet need not run. Safe from any thread. */
    public void cancel() {
        cancelled = true;
    }

    /** Whether the caller left. */
    public boolean isCancelled() {
        return cancelled;
    }

    /** What the request says of itself, for the router; told before the call is opened. */
    public Exchange saying(RequestFacts requestFacts) {
        facts = requestFacts;
        return this;
    }

    /** What the request says of itself. */
    public RequestFacts facts() {
        return facts;
    }

    /** The router chose. */
    public void assigned(Assignment choice) {
        assignment = choice;
    }

    /** What the router chose; empty when the model's traffic is not divided. */
    public Optional<Assignment> assignment() {
        return Optional.ofNullable(assignment);
    }

    /** Room 3 knows which version answers. */
    public void routed(ModelId id) {
        model = id;
    }

    /** The version has the signature that the request names. */
    public void named(String signatureName) {
        signature = signatureName;
    }

    /** The input is read and waits for an instance. */
    public void queued(long nowNanos, int rowCount) {
        queuedNanos = nowNanos;
        rows = rowCount;
    }

    /** An instance starts the batch that holds it. */
    public void running(long nowNanos, int rowsOfBatch) {
        runNanos = nowNanos;
        batchRows = rowsOfBatch;
    }

    /** The model returned. */
    public void ran(long nowNanos) {
        ranNanos = nowNanos;
    }

    /** All is over; {@code code} is null when it went well. */
    public void ended(long nowNanos, @Nullable ErrorCode code) {
        endedNanos = nowNanos;
        failure = code;
    }

    /** The version that answered or would have; empty when none was found. */
    public Optional<ModelId> model() {
        return Optional.ofNullable(model);
    }

    /** The signature that was asked; empty while none of the version's was found. */
    public String signature() {
        return signature;
    }

    /** Why it failed; empty when it did not. */
    public Optional<ErrorCode> failure() {
        return Optional.ofNullable(failure);
    }

    /** Rows of this request; 1 where the model has no rows. */
    public int rows() {
        return rows;
    }

    /** Rows of the batch that it ran in. */
    public int batchRows() {
        return batchRows;
    }

    /** Nanoseconds that a stage took; 0 when it was never reached. */
    public long nanos(Stage stage) {
        return switch (stage) {
            case PARSE -> between(beganNanos, queuedNanos);
            case QUEUE -> between(queuedNanos, runNanos);
            case RUN -> between(runNanos, ranNanos);
            case ENCODE -> between(ranNanos, endedNanos);
        };
    }

    /** Nanoseconds from the last byte in to the last byte encoded. */
    public long totalNanos() {
        return between(beganNanos, endedNanos);
    }

    private static long between(long from, long to) {
        return from == UNSET || to == UNSET ? 0 : to - from;
    }

    /** The parts of a request's time. */
    public enum Stage {
        PARSE,
        QUEUE,
        RUN,
        ENCODE
    }
}
