package io.inferry.core.batching;

import io.inferry.api.ServingException;
import io.inferry.api.management.QueueStatus;
import io.inferry.api.model.ModelId;
import io.inferry.api.settings.ModelSettings;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Room 4: the one queue before a model version, and the roster of its instances, under one lock.
 * Nothing is called out to while the lock is held.
 *
 * <p>Why no job is ever stranded. All of what follows is decided under the lock.
 *
 * <ol>
 *   <li>A job enters while an instance is free: then either a waiting instance thread is woken, or
 *       a free instance is reserved for a drain on the job's I/O thread, or one is reserved for
 *       that I/O thread already.
 *   <li>A job enters while no instance is free: each is BUSY or RESERVED.
 *   <li>Whoever has a BUSY instance looks at the backlog before letting it go: a thread takes the
 *       next batch or goes to wait, a drain takes the next batch, reserves the instance for another
 *       drain, or frees it and wakes a thread. So a job that entered before is seen; a job that
 *       enters after finds the instance FREE or RESERVED, which is case 1.
 *   <li>A RESERVED instance is claimed by its drain, or, when the I/O thread is late, dead or
 *       refused the task, by an instance thread: while drains are posted some thread wakes every
 *       {@link #PATIENCE_NANOS} and takes over what was not claimed for that long. A drain that
 *       comes too late finds nothing reserved and leaves; should the instance be reserved anew, it
 *       claims that reservation, which is as good, and the second drain leaves.
 *   <li>There are as many threads as instances, so while one instance is not held by a thread, one
 *       thread waits or is about to look. One wake-up is on its way at most; the woken thread,
 *       having taken a batch, wakes the next when something is left that it could do.
 *   <li>A thread that waits for a batch to become due waits for a time; another waits without one
 *       only while a thread is sure to wake as early as needed ({@link InstanceThreads}).
 * </ol>
 */
final class BatchQueue {
    /** How long a reserved instance may stay unclaimed; a tick of a loop is far shorter. */
    static final long PATIENCE_NANOS = 10_000_000;

    /** How long after the last drain a thread still looks in; saves waking it for each request. */
    private static final long PATROL_NANOS = 100_000_000;

    private final ModelId id;
    private final Admission admission;
    private final int rowsMax;
    private final Batcher batcher;
    private final LongSupplier clock;
    private final Roster roster;

    private final ReentrantLock lock = new ReentrantLock();

    private final InstanceThreads threads = new InstanceThreads(lock.newCondition());

    /** Those who need an instance to be free wait here: close and warm-up. */
    private final Condition freed = lock.newCondition();

    private final Backlog backlog;
    private final Pace pace = new Pace();
    private int acquirers;
    private int running;
    private boolean closed;

    BatchQueue(ModelId id, ModelSettings settings, List<Instance> instances, LongSupplier clock) {
        this.id = id;
        this.admission = new Admission(id, settings);
        this.rowsMax = settings.batching().batchRowsMax();
        this.batcher = new Batcher(settings.batching());
        this.backlog = new Backlog(settings.batching().rules().padVariableLengths());
        this.clock = clock;
        this.roster = new Roster(instances, clock.getAsLong() - PATROL_NANOS);
    }

    /**
     * Enters a job.
     *
     * @return an instance that was reserved: the caller posts its drain to the job's I/O thread;
     *     null when there is nothing to do
     * @throws ServingException RESOURCE_EXHAUSTED or UNAVAILABLE; the job did not enter
     */
    @Nullable Instance offer(Job job, long nowNanos) {
        lock.lock();
        try {
            if (closed) {
                throw admission.closed();
            }
            admission.admit(job, backlog);
            backlog.add(job);
            if (!roster.hasFree()) {
                return null;
            }
            Executor ioThread = job.ioThread();
            if (ioThread != null && mayRunDirectly()) {
                return roster.isReservedFor(ioThread) ? null : reserve(ioThread, nowNanos);
            }
            wakeForNew(nowNanos);
            return null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Enters the pieces of one request, all or none. They are for instance threads: the first that
     * wakes takes a batch and wakes the next.
     *
     * @throws ServingException RESOURCE_EXHAUSTED or UNAVAILABLE; none entered
     */
    void offerAll(List<Job> pieces, long nowNanos) {
        lock.lock();
        try {
            if (closed) {
                throw admission.closed();
            }
            admission.admitAll(pieces, backlog);
            pieces.forEach(backlog::add);
            if (roster.hasFree()) {
                wakeForNew(nowNanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** A fast model, nobody to wait for, and no single request that would take a loop for long. */
    private boolean mayRunDirectly() {
        if (!pace.isFast() || batcher.delays()) {
            return false;
        }
        Job first = backlog.first();
        return first == null || first.rows() <= rowsMax;
    }

    private Instance reserve(Executor ioThread, long nowNanos) {
        Instance instance = roster.reserveFree(ioThread, nowNanos);
        watchReserved();
        return instance;
    }

    private void watchReserved() {
        if (!threads.isWatching()) {
            threads.wakeOne();
        }
    }

    private void wakeForNew(long nowNanos) {
        if (batcher.delays()) {
            long wait = batcher.waitNanos(backlog, nowNanos);
            if (wait > 0 && threads.isWatching(nowNanos + wait)) {
                return;
            }
        }
        threads.wakeOne();
    }

    /** What a job is told that came too late, or waited when the queue closed. */
    ServingException closedFailure() {
        return admission.closed();
    }

    /** Takes jobs out that it is vain to run; the caller ends them. */
    List<Job> removeVain(long nowNanos) {
        lock.lock();
        try {
            return backlog.removeVain(nowNanos);
        } finally {
            lock.unlock();
        }
    }

    /**
     * For instance threads: gives back an instance that ran and waits for the next batch.
     *
     * @return a claimed instance with a filled batch; null when the thread is to end
     */
    @Nullable Instance take(@Nullable Instance done, long ranNanos) {
        lock.lock();
        try {
            if (done != null) {
                ended(done, ranNanos);
                free(done);
            }
            while (!closed) {
                long now = clock.getAsLong();
                roster.takeOver(now - PATIENCE_NANOS);
                long wait = Batcher.NEVER;
                Instance instance = roster.firstFree();
                if (instance != null && !isForDrain(backlog.first())) {
                    wait = batcher.next(backlog, now, instance.batch());
                    if (wait == 0) {
                        roster.claim(instance);
                        running += instance.batch().jobs().size();
                        passOn();
                        return instance;
                    }
                }
                threads.await(Math.min(wait, untilPatrol(now)), now);
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** A drain that was posted is about to take the job, with all that comes in the same tick. */
    private boolean isForDrain(@Nullable Job job) {
        if (job == null || !roster.hasReserved()) {
            return false;
        }
        Executor ioThread = job.ioThread();
        return ioThread != null && mayRunDirectly() && roster.isReservedFor(ioThread);
    }

    /** Something is left that another thread could do or has to watch. */
    private void passOn() {
        if ((!backlog.isEmpty() && roster.hasFree())
                || (roster.hasReserved() && !threads.isWatching())) {
            threads.wakeOne();
        }
    }

    private long untilPatrol(long nowNanos) {
        boolean drainsAreAbout =
                roster.hasReserved() || nowNanos - roster.lastReservedNanos() < PATROL_NANOS;
        return drainsAreAbout ? PATIENCE_NANOS : Batcher.NEVER;
    }

    /** For drains: claims the instance and takes the first batch. */
    Next begin(Instance instance) {
        lock.lock();
        try {
            if (instance.state() != Instance.State.RESERVED) {
                return Next.END;
            }
            roster.claim(instance);
            return next(instance, true);
        } finally {
            lock.unlock();
        }
    }

    /**
     * For drains: the batch ran.
     *
     * @param mayGoOn false when the drain has had its share of the I/O thread
     */
    Next next(Instance instance, long ranNanos, boolean mayGoOn) {
        lock.lock();
        try {
            ended(instance, ranNanos);
            return next(instance, mayGoOn);
        } finally {
            lock.unlock();
        }
    }

    private Next next(Instance instance, boolean mayGoOn) {
        Job first = backlog.first();
        if (first != null && mayRunDirectly()) {
            long now = clock.getAsLong();
            Executor ioThread = first.ioThread();
            if (mayGoOn && batcher.next(backlog, now, instance.batch()) == 0) {
                running += instance.batch().jobs().size();
                return Next.RUN;
            }
            if (ioThread != null) {
                roster.reserve(instance, ioThread, now);
                watchReserved();
                return new Next.Post(ioThread);
            }
        }
        free(instance);
        return Next.END;
    }

    private void ended(Instance instance, long ranNanos) {
        running -= instance.batch().jobs().size();
        instance.batch().clear();
        if (ranNanos != BatchRun.NOT_RUN) {
            pace.ran(ranNanos);
        }
    }

    private void free(Instance instance) {
        roster.free(instance);
        if (closed || acquirers > 0) {
            freed.signalAll();
        }
        if (!backlog.isEmpty()) {
            threads.wakeOne();
        }
    }

    /** The drain of a reserved instance could not be posted. */
    void revoke(Instance instance) {
        lock.lock();
        try {
            if (instance.state() == Instance.State.RESERVED) {
                free(instance);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for an instance outside the queue's order; given back with {@link #release}.
     *
     * @throws ServingException UNAVAILABLE when closed
     */
    Instance acquire() {
        lock.lock();
        try {
            acquirers++;
            while (!closed && !roster.hasFree()) {
                freed.awaitUninterruptibly();
            }
            acquirers--;
            if (closed) {
                throw admission.closed();
            }
            return roster.claimLongestFree();
        } finally {
            lock.unlock();
        }
    }

    /** Gives an acquired instance back. */
    void release(Instance instance, long ranNanos) {
        lock.lock();
        try {
            ended(instance, ranNanos);
            free(instance);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Refuses jobs from now on, ends the threads and revokes drains.
     *
     * @return the jobs that waited; the caller ends them
     */
    List<Job> close() {
        lock.lock();
        try {
            closed = true;
            roster.takeOverAll();
            threads.wakeAll();
            freed.signalAll();
            return backlog.removeAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until what was running when the queue closed has ended. */
    void awaitFree() {
        lock.lock();
        try {
            while (!roster.allFree()) {
                freed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    QueueStatus status() {
        lock.lock();
        try {
            return new QueueStatus(id, backlog.requests(), backlog.byteSize(), running);
        } finally {
            lock.unlock();
        }
    }

    /** Whether drains are posted for requests of I/O threads. */
    boolean runsDirectly() {
        lock.lock();
        try {
            return mayRunDirectly();
        } finally {
            lock.unlock();
        }
    }
}
