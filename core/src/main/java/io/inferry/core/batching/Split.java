package io.inferry.core.batching;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Exchange;
import io.inferry.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request that runs in pieces. They are jobs like others, may run in different batches and on
 * several instances at once; the one that ends last answers the request. One that fails fails the
 * request, and those that still wait then leave the queue unrun, as they do when the caller left.
 * When outputs turn out to have no rows, or rows of different shapes, the request runs whole after
 * all.
 */
final class Split {
    private final Job whole;
    private final Rows rows;
    private final Consumer<Job> runWhole;
    private final long queuedNanos;
    private final List<Piece> pieces = new ArrayList<>();
    private final AtomicInteger left = new AtomicInteger();
    private final AtomicReference<@Nullable ServingException> failure = new AtomicReference<>();
    private volatile boolean unfit;

    /**
     * @param whole has entered its rows
     * @param runWhole takes the request over when it cannot be split
     */
    private Split(Job whole, Rows rows, Consumer<Job> runWhole, long nowNanos) {
        this.whole = whole;
        this.rows = rows;
        this.runWhole = runWhole;
        this.queuedNanos = nowNanos;
    }

    /** How requests are split. */
    record Way(int pieceRows, Rows rows, Consumer<Job> runWhole) {
        /** The pieces of a request, which now have to be answered; it will be by them. */
        List<Job> split(Job whole, long nowNanos) {
            var split = new Split(whole, rows, runWhole, nowNanos);
            long count = (whole.rows() - 1) / pieceRows + 1;
            split.left.set(Math.toIntExact(count));
            List<Job> jobs = new ArrayList<>();
            for (long from = 0; from < whole.rows(); from += pieceRows) {
                long size = Math.min(pieceRows, whole.rows() - from);
                Job job = split.piece(from, size);
                job.queued(nowNanos, size);
                jobs.add(job);
            }
            return jobs;
        }
    }

    private Job piece(long from, long count) {
        Map<String, Tensor> inputs = LinkedHashMap.newLinkedHashMap(whole.inputs().size());
        whole.inputs().forEach((name, tensor) -> inputs.put(name, tensor.rows(from, count)));
        var piece = new Piece(Exchange.begin(whole.exchange().protocol()));
        pieces.add(piece);
        return whole.piece(inputs, piece.exchange, piece);
    }

    /** The outputs do not have the rows of the inputs. */
    void cannotBeSplit() {
        unfit = true;
    }

    private void fail(ServingException reason) {
        if (failure.compareAndSet(null, reason)) {
            for (Piece piece : pieces) {
                piece.exchange.cancel();
            }
        }
    }

    private void ended() {
        if (left.decrementAndGet() > 0) {
            return;
        }
        List<Map<String, Tensor>> parts = new ArrayList<>();
        for (Piece piece : pieces) {
            parts.add(piece.outputs);
        }
        ServingException reason = failure.get();
        if (unfit || (reason == null && !Rows.stack(parts, whole.outputs()))) {
            parts.forEach(Rows::close);
            runWhole.accept(whole);
            return;
        }
        recordTimes();
        answer(parts, reason);
    }

    private void answer(List<Map<String, Tensor>> parts, @Nullable ServingException reason) {
        if (reason != null) {
            parts.forEach(Rows::close);
            whole.failed(reason);
            return;
        }
        Map<String, Tensor> outputs;
        try {
            outputs = rows.stacked(parts, whole.outputs());
        } catch (Throwable thrown) {
            // Mostly a lack of memory; whatever it is, somebody waits for an answer.
            whole.failed(
                    thrown instanceof ServingException known
                            ? known
                            : ServingException.internal("outputs do not join: " + thrown, thrown));
            return;
        } finally {
            parts.forEach(Rows::close);
        }
        whole.ran(outputs);
    }

    /** The request ran from its first piece's start to its last piece's end. */
    private void recordTimes() {
        long began = Long.MAX_VALUE;
        long ended = queuedNanos;
        int batchRows = 0;
        for (Piece piece : pieces) {
            Exchange exchange = piece.exchange;
            long start = queuedNanos + exchange.nanos(Exchange.Stage.QUEUE);
            began = Math.min(began, start);
            ended = Math.max(ended, start + exchange.nanos(Exchange.Stage.RUN));
            batchRows = Math.max(batchRows, exchange.batchRows());
        }
        whole.exchange().running(began, batchRows);
        whole.exchange().ran(ended);
    }

    /** Keeps one piece's outputs until the others are there. */
    final class Piece implements JobOutcome {
        private final Exchange exchange;
        private Map<String, Tensor> outputs = Map.of();

        private Piece(Exchange exchange) {
            this.exchange = exchange;
        }

        /** What it is a piece of. */
        Split split() {
            return Split.this;
        }

        @Override
        public void ran(Map<String, Tensor> itsOutputs) {
            outputs = itsOutputs;
            ended();
        }

        @Override
        public void failed(ServingException reason) {
            fail(reason);
            ended();
        }
    }
}
