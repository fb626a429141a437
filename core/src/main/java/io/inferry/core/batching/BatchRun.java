package io.inferry.core.batching;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.Signature;
import io.inferry.api.observer.Observer;
import io.inferry.api.settings.BatchSettings;
import io.inferry.api.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Room 5: runs what an instance's batch holds and answers every job in it exactly once, whatever
 * the model, an observer or a receiver does. Has no state of its own; used by all instances at
 * once.
 */
final class BatchRun {
    /** Nothing ran. */
    static final long NOT_RUN = -1;

    private final ModelId id;
    private final List<Observer> observers;
    private final Rows rows;
    private final Map<String, RowRule> rules;
    private final long[] allowedRows;
    private final Refusals refusals;
    private final LongSupplier clock;

    BatchRun(
            ModelId id,
            BatchSettings settings,
            Map<String, RowRule> rules,
            ExecutionContext context) {
        this.id = id;
        this.observers = context.observers();
        this.rows = new Rows(context.memory(), settings.rules().padVariableLengths());
        this.refusals = new Refusals(settings);
        this.rules = rules;
        this.allowedRows = settings.allowedRows().stream().mapToLong(Integer::longValue).toArray();
        this.clock = context.clock();
    }

    /** How it joins and cuts. */
    Rows rows() {
        return rows;
    }

    /**
     * Ends every job of the batch.
     *
     * @return nanoseconds that the model took, {@link #NOT_RUN} when all jobs were in vain
     */
    long run(Runner runner, Batch batch) {
        for (Job job : batch.vain()) {
            drop(job);
        }
        List<Job> jobs = batch.jobs();
        if (jobs.isEmpty()) {
            return NOT_RUN;
        }
        try {
            return run(runner, jobs, batch.rows());
        } catch (Throwable thrown) {
            // Nothing is expected here; but a job without an answer is a caller that waits for
            // ever.
            failThoseLeft(jobs, thrown);
            return NOT_RUN;
        }
    }

    private long run(Runner runner, List<Job> jobs, long jobRows) {
        Job first = jobs.getFirst();
        if (jobs.size() == 1 && (first.isAlone() || mayRunAsItIs(first))) {
            return runAlone(runner, first);
        }
        return runJoined(runner, jobs, jobRows);
    }

    /** A piece's inputs are rows of others: joining puts them where engines want them, aligned. */
    private boolean mayRunAsItIs(Job job) {
        return job.split() == null && padded(job.rows()) == job.rows();
    }

    private long runAlone(Runner runner, Job job) {
        long began = clock.getAsLong();
        job.exchange().running(began, (int) job.rows());
        Map<String, Tensor> outputs = null;
        ServingException failure = null;
        try {
            outputs = runner.run(job.signature(), job.inputs(), job.outputs());
            requireAll(outputs, job.outputs());
        } catch (Throwable thrown) {
            failure = failed(thrown);
        }
        long ended = clock.getAsLong();
        job.exchange().ran(ended);
        tellObservers(1, job.rows());
        if (failure == null && outputs != null) {
            succeed(job, outputs);
        } else {
            if (outputs != null) {
                Rows.close(outputs);
            }
            fail(job, failure);
        }
        return ended - began;
    }

    private static void requireAll(Map<String, Tensor> outputs, List<String> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            Rows.named(outputs, wanted.get(i));
        }
    }

    private long runJoined(Runner runner, List<Job> jobs, long jobRows) {
        Signature signature = jobs.getFirst().signature();
        List<String> wanted = jobs.getFirst().outputs();
        long batchRows = padded(jobRows);
        long began = clock.getAsLong();
        for (int i = 0; i < jobs.size(); i++) {
            jobs.get(i).exchange().running(began, (int) jobRows);
        }
        Map<String, Tensor> outputs;
        try {
            Map<String, Tensor> joined = rows.join(signature, jobs, batchRows);
            try {
                outputs = runner.run(signature, joined, wanted);
            } finally {
                Rows.close(joined);
            }
        } catch (Throwable thrown) {
            tellObservers(jobs.size(), jobRows);
            return afterFailure(runner, jobs, thrown, clock.getAsLong() - began);
        }
        long ended = clock.getAsLong();
        tellObservers(jobs.size(), jobRows);
        if (!Rows.fit(outputs, batchRows)) {
            Rows.close(outputs);
            stopJoining(signature);
            jobs.forEach(BatchRun::giveUpSplitting);
            runEachAlone(runner, jobs);
            return ended - began;
        }
        try {
            cutAndAnswer(jobs, outputs, ended);
        } finally {
            Rows.close(outputs);
        }
        return ended - began;
    }

    /**
     * One bad request fails alone: each gets a run of its own, and only one with itself to blame.
     */
    private long afterFailure(Runner runner, List<Job> jobs, Throwable thrown, long tookNanos) {
        if (jobs.size() == 1) {
            Job job = jobs.getFirst();
            job.exchange().ran(clock.getAsLong());
            fail(job, failed(thrown));
        } else {
            runEachAlone(runner, jobs);
        }
        return tookNanos;
    }

    private void cutAndAnswer(List<Job> jobs, Map<String, Tensor> outputs, long ended) {
        long from = 0;
        for (int i = 0; i < jobs.size(); i++) {
            Job job = jobs.get(i);
            job.exchange().ran(ended);
            Map<String, Tensor> cut = null;
            ServingException failure = null;
            try {
                cut = Rows.cut(outputs, job.outputs(), from, job.rows());
            } catch (Throwable thrown) {
                failure = failed(thrown);
            }
            from += job.rows();
            if (cut != null) {
                succeed(job, cut);
            } else {
                fail(job, failure);
            }
        }
    }

    private void runEachAlone(Runner runner, List<Job> jobs) {
        for (int i = 0; i < jobs.size(); i++) {
            Job job = jobs.get(i);
            if (job.isOver()) {
                continue;
            }
            if (job.isVain(clock.getAsLong())) {
                drop(job);
            } else if (job.split() == null) {
                runAlone(runner, job);
            } else {
                runJoined(runner, List.of(job), job.rows());
            }
        }
    }

    /** Its request will run whole. */
    private static void giveUpSplitting(Job job) {
        Split split = job.split();
        if (split != null) {
            split.cannotBeSplit();
            fail(job, ServingException.of(ErrorCode.CANCELLED, "the request runs whole"));
        }
    }

    private void failThoseLeft(List<Job> jobs, Throwable thrown) {
        for (Job job : jobs) {
            if (!job.isOver()) {
                fail(job, failed(thrown));
            }
        }
    }

    private void stopJoining(Signature signature) {
        RowRule rule = rules.get(signature.name());
        if (rule != null) {
            rule.stopJoining();
        }
    }

    /** The size that a batch is padded up to; larger ones than any allowed stay as they are. */
    private long padded(long jobRows) {
        for (long allowed : allowedRows) {
            if (allowed >= jobRows) {
                return allowed;
            }
        }
        return jobRows;
    }

    private ServingException failed(Throwable thrown) {
        if (thrown instanceof ServingException failure) {
            return failure;
        }
        return ServingException.internal("model " + id + " failed: " + thrown, thrown);
    }

    private void tellObservers(int requests, long rowCount) {
        for (int i = 0; i < observers.size(); i++) {
            try {
                observers.get(i).ran(id, requests, (int) rowCount);
            } catch (Throwable thrown) {
                report(thrown);
            }
        }
    }

    private static void succeed(Job job, Map<String, Tensor> outputs) {
        try {
            job.ran(outputs);
        } catch (Throwable thrown) {
            report(thrown);
        }
    }

    private static void fail(Job job, @Nullable ServingException failure) {
        try {
            job.failed(
                    failure == null
                            ? ServingException.of(ErrorCode.INTERNAL, "the model gave no outputs")
                            : failure);
        } catch (Throwable thrown) {
            report(thrown);
        }
    }

    /** Ends a job that it is vain to run, whatever its receiver does. */
    void drop(Job job) {
        try {
            job.dropped(refusals);
        } catch (Throwable thrown) {
            report(thrown);
        }
    }

    /**
     * An observer or receiver broke its contract. There is no logger here; the thread's handler is
     * where the JVM reports what nobody caught, and the other jobs go on.
     */
    private static void report(Throwable thrown) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
    }
}
