package io.inferry.core.lifecycle;

import io.inferry.api.ServingException;
import io.inferry.api.engine.Engine;
import io.inferry.api.inference.WarmupRecords;
import io.inferry.api.management.Management;
import io.inferry.api.management.ModelDeclaration;
import io.inferry.api.model.ModelId;
import io.inferry.api.observer.Observer;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.api.traffic.Traffic;
import io.inferry.core.batching.ExecutionContext;
import io.inferry.core.catalog.CatalogReference;
import io.inferry.core.repository.DeclaredSource;
import io.inferry.core.repository.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Keeps the catalog as the repository and the operators want it. Has three kinds of threads: one
 * that looks at the repository, one that decides, and a pool that loads and closes.
 */
public final class Lifecycle implements AutoCloseable {
    /** Retries and late drains are noticed this often. */
    private static final Duration TICK = Duration.ofMillis(100);

    /** How long an operator's load waits for a look at the repository. */
    private static final Duration LOOK_MAX = Duration.ofSeconds(10);

    private final LifecycleSettings settings;
    private final Loop loop = new Loop();
    private final CountDownLatch tried = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Reconciler reconciler;
    private final LoadPool pool;
    private final Poller poller;
    private final ControlRoom controlRoom;

    /** What a lifecycle works with. */
    public record Surroundings(
            List<Engine> engines,
            List<Observer> observers,
            List<WarmupRecords> warmupRecords,
            TensorMemory memory,
            CatalogReference catalog,
            Traffic traffic) {
        public Surroundings {
            engines = List.copyOf(engines);
            warmupRecords = List.copyOf(warmupRecords);
            observers = List.copyOf(observers);
        }
    }

    /**
     * Starts nothing yet.
     *
     * @param source made from a test of what engines recognize
     */
    public Lifecycle(
            LifecycleSettings settings,
            Surroundings surroundings,
            Function<Predicate<Path>, Source> source) {
        this.settings = settings;
        Engines engines = new Engines(surroundings.engines());
        InstantSource clock = InstantSource.system();
        Relay relay = new Relay();
        this.pool =
                new LoadPool(
                        settings.loadThreads(),
                        new Loader(
                                engines,
                                new ExecutionContext(
                                        surroundings.memory(), surroundings.observers()),
                                new RecordedWarmup(surroundings.warmupRecords())),
                        loop,
                        relay);
        this.reconciler =
                new Reconciler(
                        settings,
                        new Reconciler.Surroundings(
                                clock, surroundings.catalog(), surroundings.observers()),
                        pool,
                        tried::countDown);
        Source wishes = source.apply(engines::recognizes);
        this.poller =
                new Poller(wishes, clock, sighting -> loop.tell(() -> reconciler.seen(sighting)));
        this.controlRoom =
                new ControlRoom(
                        surroundings,
                        new ControlRoom.LoopActs(loop, new Acts(reconciler)),
                        new Wanted(wishes));
    }

    /** The operators' side. */
    public Management management() {
        return controlRoom;
    }

    /** Begins to look at the repository; returns at once. */
    public void start(Duration poll) {
        loop.repeat(TICK, reconciler::tick);
        poller.start(poll);
    }

    /**
     * Waits until everything that the first look found was tried once.
     *
     * @return false when that took longer
     */
    public boolean awaitLoaded(Duration most) {
        return await(tried, most);
    }

    private void lookNow() {
        try {
            poller.lookNow().get(LOOK_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | RejectedExecutionException e) {
            throw ServingException.unavailable(
                    "the repository could not be looked at within " + InWords.of(LOOK_MAX));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ServingException.unavailable("interrupted");
        }
    }

    /** Says from now on that no traffic should come; what is loaded goes on answering. */
    public void withdraw() {
        if (!loop.isClosed()) {
            loop.tell(reconciler::withdraw);
        }
    }

    /**
     * Takes every version out of the catalog, waits for their last requests as long as configured,
     * and gives memory back. A version that still has requests inside then is left loaded: a native
     * engine must not be closed under a request.
     */
    @Override
    public void close() {
        poller.close();
        pool.stopLoading();
        loop.post(() -> reconciler.stop(stopped::countDown));
        await(stopped, settings.drainMax());
        loop.close();
        pool.close();
    }

    private static boolean await(CountDownLatch latch, Duration most) {
        try {
            return latch.await(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What is wanted, by a directory or by declaration. */
    private final class Wanted implements ControlRoom.Repository {
        private final Source source;

        Wanted(Source source) {
            this.source = source;
        }

        @Override
        public void look() {
            lookNow();
        }

        @Override
        public void declare(Map<String, ModelDeclaration> models) {
            if (!(source instanceof DeclaredSource declared)) {
                throw ServingException.failedPrecondition(
                        "this server watches a directory of models, whose contents say what is"
                                + " served; models cannot be declared");
            }
            declared.declare(models);
            lookNow();
        }

        @Override
        public Map<String, ModelDeclaration> declared() {
            return source instanceof DeclaredSource declared ? declared.declared() : Map.of();
        }
    }

    /** Hands the pool's results on; the pool and the reconciler know each other only through it. */
    private final class Relay implements LoadPool.Results {
        @Override
        public void warming(ModelId id) {
            reconciler.warming(id);
        }

        @Override
        public void finished(ModelId id, LoadOutcome outcome) {
            reconciler.finished(id, outcome);
        }

        @Override
        public void closed(Loaded loaded, String how) {
            reconciler.closed(loaded, how);
        }
    }
}
