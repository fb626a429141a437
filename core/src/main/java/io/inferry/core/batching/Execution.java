package io.inferry.core.batching;

import io.inferry.api.ServingException;
import io.inferry.api.engine.Model;
import io.inferry.api.management.QueueStatus;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.settings.BatchSettings;
import io.inferry.api.settings.ModelSettings;
import io.inferry.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The queue and the instances of one loaded version: rooms 4 and 5. Every job that is submitted is
 * answered exactly once.
 */
public final class Execution implements AutoCloseable {
    private final ModelId id;
    private final ModelSettings settings;
    private final LongSupplier clock;
    private final List<Instance> instances;
    private final Map<String, RowRule> rules;
    private final BatchQueue queue;
    private final BatchRun batchRun;
    private final Split.Way splitting;
    private final long splitAbove;
    private final List<Drain> drains;
    private final List<Thread> threads;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Execution(
            ModelId id,
            ModelSettings settings,
            List<Instance> instances,
            Surroundings surroundings) {
        this.id = id;
        this.settings = settings;
        this.clock = surroundings.context().clock();
        this.instances = List.copyOf(instances);
        this.rules = surroundings.rules();
        this.queue = new BatchQueue(id, settings, instances, clock);
        this.batchRun = new BatchRun(id, settings.batching(), rules, surroundings.context());
        this.splitAbove =
                settings.batching().rules().splits()
                        ? settings.batching().batchRowsMax()
                        : Long.MAX_VALUE;
        this.splitting =
                new Split.Way(
                        settings.batching().batchRowsMax(), batchRun.rows(), this::submitWhole);
        this.drains =
                instances.stream()
                        .map(instance -> new Drain(instance, queue, batchRun, clock))
                        .toList();
        this.threads = instances.stream().map(this::newThread).toList();
    }

    private record Surroundings(Map<String, RowRule> rules, ExecutionContext context) {}

    /**
     * Makes the instances of a loaded model and starts their threads.
     *
     * @throws ServingException when the model cannot make a runner; nothing is left behind
     */
    public static Execution start(
            ModelId id, Model model, ModelSettings settings, ExecutionContext context) {
        BatchSettings batching =
                model.isStateful() ? settings.batching().off() : settings.batching();
        Map<String, RowRule> rules = new HashMap<>();
        for (Signature signature : model.signatures().values()) {
            rules.put(signature.name(), new RowRule(signature, batching));
        }
        List<Instance> instances = newInstances(model, settings.instances());
        var surroundings = new Surroundings(Map.copyOf(rules), context);
        var execution = new Execution(id, settings, instances, surroundings);
        try {
            execution.threads.forEach(Thread::start);
        } catch (Throwable failure) {
            execution.close();
            throw failure;
        }
        return execution;
    }

    private static List<Instance> newInstances(Model model, int count) {
        List<Instance> instances = new ArrayList<>();
        try {
            for (int number = 0; number < count; number++) {
                instances.add(new Instance(number, model.newRunner()));
            }
        } catch (Throwable failure) {
            instances.forEach(instance -> instance.runner().close());
            throw failure;
        }
        return instances;
    }

    private Thread newThread(Instance instance) {
        return Thread.ofPlatform()
                .daemon()
                .name("inferry-" + id.name() + "-" + id.version() + "-" + instance.number())
                .unstarted(this::serve);
    }

    /** An instance thread's life: any instance will do. */
    private void serve() {
        Instance instance = queue.take(null, BatchRun.NOT_RUN);
        while (instance != null) {
            long ranNanos = batchRun.run(instance.runner(), instance.batch());
            instance = queue.take(instance, ranNanos);
        }
    }

    /**
     * Takes a job over: it is queued, or refused at once. Its outcome is told exactly once, now or
     * later.
     */
    public void submit(Job job) {
        long now = clock.getAsLong();
        try {
            rule(job.signature()).queue(job, now);
        } catch (ServingException refusal) {
            job.failed(refusal);
            return;
        }
        if (job.rows() > splitAbove && !job.isAlone()) {
            submitPieces(splitting.split(job, now), now);
        } else {
            enter(job, now);
        }
    }

    /** A request whose pieces cannot be put together again runs alone, however large. */
    private void submitWhole(Job job) {
        long now = clock.getAsLong();
        job.queuedAlone(now, job.rows());
        enter(job, now);
    }

    private void submitPieces(List<Job> pieces, long now) {
        try {
            offerAll(pieces, now);
        } catch (ServingException refusal) {
            pieces.forEach(piece -> piece.failed(refusal));
        }
    }

    private void enter(Job job, long now) {
        Instance reserved;
        try {
            reserved = offer(job, now);
        } catch (ServingException refusal) {
            job.failed(refusal);
            return;
        }
        Executor ioThread = job.ioThread();
        if (reserved != null && ioThread != null) {
            drains.get(reserved.number()).postTo(ioThread);
        }
    }

    /** A full queue may be full of jobs that nobody waits for any more. */
    private @Nullable Instance offer(Job job, long now) {
        try {
            return queue.offer(job, now);
        } catch (ServingException full) {
            List<Job> vain = queue.removeVain(now);
            if (vain.isEmpty()) {
                throw full;
            }
            vain.forEach(batchRun::drop);
            return queue.offer(job, now);
        }
    }

    private void offerAll(List<Job> pieces, long now) {
        try {
            queue.offerAll(pieces, now);
        } catch (ServingException full) {
            List<Job> vain = queue.removeVain(now);
            if (vain.isEmpty()) {
                throw full;
            }
            vain.forEach(batchRun::drop);
            queue.offerAll(pieces, now);
        }
    }

    /**
     * Ends waiting jobs whose deadline has passed or whose caller left. Called now and then,
     * because while every instance is busy no batch is formed that would find them.
     */
    public void expire() {
        queue.removeVain(clock.getAsLong()).forEach(batchRun::drop);
    }

    private RowRule rule(Signature signature) {
        RowRule rule = rules.get(signature.name());
        if (rule == null) {
            throw new IllegalStateException(
                    "model " + id + " has no signature '" + signature.name() + "'");
        }
        return rule;
    }

    /**
     * Runs one request on the caller's thread, outside the queue: for warm-up. Successive calls use
     * the instances in turn. Waits while all are busy.
     *
     * @param inputs stay the caller's
     * @return all outputs; they become the caller's
     * @throws ServingException what the model says; UNAVAILABLE when closed
     */
    public Map<String, Tensor> runNow(Signature signature, Map<String, Tensor> inputs) {
        return runNow(
                signature, inputs, signature.outputs().stream().map(TensorSpec::name).toList());
    }

    /** The same for some outputs. */
    public Map<String, Tensor> runNow(
            Signature signature, Map<String, Tensor> inputs, List<String> outputs) {
        Instance instance = queue.acquire();
        long began = clock.getAsLong();
        try {
            return instance.runner().run(signature, inputs, outputs);
        } catch (ServingException failure) {
            throw failure;
        } catch (Throwable thrown) {
            throw ServingException.internal("model " + id + " failed: " + thrown, thrown);
        } finally {
            queue.release(instance, clock.getAsLong() - began);
        }
    }

    /** What waits and runs; takes the queue's lock for a moment. */
    public QueueStatus status() {
        return queue.status();
    }

    /** Whether requests of I/O threads are run by those threads at present. */
    public boolean runsDirectly() {
        return queue.runsDirectly();
    }

    /** What an operator should know of how this version runs; empty when all is as configured. */
    public Optional<String> remark() {
        return rules.values().stream()
                .filter(rule -> rule.wasStopped(settings.batching()))
                .findFirst()
                .map(rule ->
                        "batching is off for signature '"
                                + rule.signature().name()
                                + "': the outputs of a batch did not have its rows");
    }

    /**
     * Refuses new jobs with UNAVAILABLE, fails those that wait, lets those that run finish, then
     * ends the threads and closes the runners. Waits as long as the model runs, since a native call
     * cannot be stopped. A second call does nothing. Never called by a receiver of outcomes.
     */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        List<Job> waiting = queue.close();
        for (Job job : waiting) {
            job.failed(queue.closedFailure());
        }
        queue.awaitFree();
        for (Thread thread : threads) {
            joinUninterruptibly(thread);
        }
        instances.forEach(instance -> instance.runner().close());
    }

    private static void joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
