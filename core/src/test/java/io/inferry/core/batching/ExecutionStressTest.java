package io.inferry.core.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.inference.Terms;
import io.inferry.api.model.ModelId;
import io.inferry.api.observer.Observer;
import io.inferry.api.settings.BatchSettings;
import io.inferry.api.settings.LimitSettings;
import io.inferry.api.settings.ModelSettings;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.core.memory.MemoryLimits;
import io.inferry.core.memory.PooledMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.RepeatedTest;

/**
 * Several I/O threads and strangers submit thousands of jobs of random rows, widths, priorities and
 * deadlines to a model that sometimes fails and sometimes takes its time; some loops lose tasks or
 * refuse them, some callers leave. Every job must be answered exactly once, and rightly.
 */
class ExecutionStressTest {
    private static final int LOOPS = 3;
    private static final int STRANGERS = 2;
    private static final int JOBS_PER_CALLER = 3_000;
    private static final int JOBS = (LOOPS + STRANGERS) * JOBS_PER_CALLER;

    private static final int JOBS_OPEN_MAX = 200;

    private final PooledMemory memory = new PooledMemory(MemoryLimits.STANDARD);
    private final AtomicIntegerArray told = new AtomicIntegerArray(JOBS);
    private final AtomicInteger wrong = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final CountDownLatch all = new CountDownLatch(JOBS);

    /** Jobs that all callers together may have open, so that most find room in the queue. */
    private final Semaphore open = new Semaphore(JOBS_OPEN_MAX);

    @RepeatedTest(5)
    void everyJobIsAnsweredOnceWhateverHappens() throws InterruptedException {
        long seed = System.nanoTime();
        String replay = "seed " + seed;
        var random = new SplittableRandom(seed);
        var model = new TestModel(memory, moods(random.split()));
        var context = new ExecutionContext(memory, List.of(new Observer() {}));
        ModelId id = new ModelId("stress", 1);
        List<ExecutorService> loops = new ArrayList<>();
        List<Thread> callers = new ArrayList<>();
        try (var execution = Execution.start(id, model, settings(random), context)) {
            warmUp(execution);
            for (int caller = 0; caller < LOOPS + STRANGERS; caller++) {
                int first = caller * JOBS_PER_CALLER;
                SplittableRandom own = random.split();
                if (caller < LOOPS) {
                    ExecutorService loop = Executors.newSingleThreadExecutor();
                    loops.add(loop);
                    IoThread ioThread = new IoThread(loop, random.split());
                    callers.add(new Thread(() -> submitInTicks(execution, ioThread, first, own)));
                } else {
                    callers.add(new Thread(() -> submitAll(execution, first, own)));
                }
            }
            callers.forEach(Thread::start);
            assertThat(all.await(60, TimeUnit.SECONDS))
                    .as("%s, left %s, %s", replay, all.getCount(), execution.status())
                    .isTrue();
            for (Thread caller : callers) {
                caller.join();
            }
        } finally {
            loops.forEach(ExecutorService::shutdown);
        }
        for (ExecutorService loop : loops) {
            assertThat(loop.awaitTermination(10, TimeUnit.SECONDS)).as(replay).isTrue();
        }
        for (int job = 0; job < JOBS; job++) {
            assertThat(told.get(job)).as("job %s, %s", job, replay).isEqualTo(1);
        }
        assertThat(wrong.get()).as(replay).isZero();
        assertThat(answered.get()).as(replay).isPositive();
        assertThat(memory.usedBytes()).as(replay).isZero();
        assertThat(model.runnersOpen()).as(replay).isZero();
    }

    private void warmUp(Execution execution) {
        try (Tensor x = x(1, 1, 0)) {
            execution.runNow(TestModel.SUMS, Map.of("x", x)).values().forEach(Tensor::close);
        }
    }

    private static ModelSettings settings(SplittableRandom random) {
        int rowsMax = random.nextInt(1, 20);
        Duration delay = Duration.ofNanos(random.nextInt(4) == 0 ? 200_000 : 0);
        List<Integer> allowed = random.nextBoolean() ? List.of() : List.of(rowsMax);
        var batching =
                new BatchSettings(BatchSettings.Mode.AUTO, rowsMax, delay, List.of(), allowed);
        var limits = new LimitSettings(100 + random.nextInt(300), 1L << 20, Duration.ZERO);
        return Workplace.settings(batching, limits, 1 + random.nextInt(3));
    }

    /** Negative numbers are refused; some runs take long enough to end direct run for a while. */
    private static TestModel.Act moods(SplittableRandom random) {
        AtomicInteger runs = new AtomicInteger();
        int slowEvery = random.nextInt(20, 400);
        return x -> {
            if (runs.incrementAndGet() % slowEvery < 10) {
                long until = System.nanoTime() + 1_000_000;
                while (System.nanoTime() < until) {
                    Thread.onSpinWait();
                }
            }
            for (float value : x) {
                if (value < 0) {
                    throw ServingException.invalidArgument("negative");
                }
            }
        };
    }

    /** The loop reads a tick's requests, and runs what was posted to it after that. */
    private void submitInTicks(
            Execution execution, IoThread ioThread, int first, SplittableRandom random) {
        for (int job = first; job < first + JOBS_PER_CALLER; ) {
            int from = job;
            int until = Math.min(job + 1 + random.nextInt(12), first + JOBS_PER_CALLER);
            SplittableRandom own = random.split();
            open.acquireUninterruptibly(until - from);
            ioThread.loop()
                    .execute(() -> {
                        for (int next = from; next < until; next++) {
                            submit(
                                    execution,
                                    next,
                                    Exchange.begin("test", System.nanoTime(), ioThread),
                                    own);
                        }
                    });
            job = until;
        }
    }

    private void submitAll(Execution execution, int first, SplittableRandom random) {
        for (int job = first; job < first + JOBS_PER_CALLER; job++) {
            open.acquireUninterruptibly();
            submit(execution, job, Exchange.begin("test"), random);
        }
    }

    private void submit(
            Execution execution, int number, Exchange exchange, SplittableRandom random) {
        int rows = 1 + random.nextInt(random.nextInt(10) == 0 ? 30 : 3);
        int width = 1 + random.nextInt(2);
        float sign = random.nextInt(50) == 0 ? -1 : 1;
        long deadline =
                random.nextInt(10) == 0
                        ? System.nanoTime() + random.nextInt(2_000_000)
                        : Terms.NO_DEADLINE;
        Terms terms = new Terms(Terms.Strictness.NAMES, random.nextInt(3), deadline);
        NumericTensor x = x(rows, width, sign * (number + 1));
        if (random.nextInt(20) == 0) {
            exchange.cancel();
        }
        var request = new InferenceRequest("", Map.of("x", x), List.of("sum"), terms);
        execution.submit(
                new Job(TestModel.SUMS, request, exchange, new Checked(number, rows, width)));
    }

    private NumericTensor x(int rows, int width, float value) {
        float[] values = new float[rows * width];
        Arrays.fill(values, value);
        return NumericTensor.ofFloats(memory, Shape.of(rows, width), values);
    }

    /** An I/O thread that loses one task in fifty and refuses another. */
    private record IoThread(ExecutorService loop, SplittableRandom random) implements Executor {
        @Override
        public void execute(Runnable task) {
            int fate;
            synchronized (random) {
                fate = random.nextInt(50);
            }
            if (fate == 0) {
                throw new RejectedExecutionException("refused");
            }
            if (fate > 1) {
                loop.execute(task);
            }
        }
    }

    private final class Checked implements JobOutcome {
        private final int number;
        private final int rows;
        private final int width;

        Checked(int number, int rows, int width) {
            this.number = number;
            this.rows = rows;
            this.width = width;
        }

        @Override
        public void ran(Map<String, Tensor> outputs) {
            if (outputs.get("sum") instanceof NumericTensor sum) {
                float[] values = sum.toFloats();
                float expected = (number + 1f) * width;
                boolean right = values.length == rows;
                for (float value : values) {
                    right &= value == expected;
                }
                if (!right) {
                    wrong.incrementAndGet();
                }
            }
            outputs.values().forEach(Tensor::close);
            answered.incrementAndGet();
            tell();
        }

        @Override
        public void failed(ServingException failure) {
            if (failure.code() == ErrorCode.INTERNAL) {
                wrong.incrementAndGet();
            }
            tell();
        }

        private void tell() {
            told.incrementAndGet(number);
            open.release();
            all.countDown();
        }
    }
}
