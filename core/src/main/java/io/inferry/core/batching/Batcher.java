package io.inferry.core.batching;

import io.inferry.api.settings.BatchSettings;
import java.util.Arrays;
import java.util.List;

/**
 * Decides which jobs leave the queue together, and when. Knows no clock and no thread: the same
 * backlog and the same {@code now} give the same batch.
 *
 * <ol>
 *   <li>A group is ready when it has rowsMax rows, when its first jobs make exactly a preferred
 *       size, or when a job of it is due. Without a delay every group is ready.
 *   <li>Of the ready groups the one goes whose first job has the highest priority; among equals the
 *       one that came first. So a group waits for another at most as long as older jobs do.
 *   <li>Jobs leave in order as long as they fit; the first always does, however large.
 *   <li>Jobs whose running would be in vain leave too, to be ended.
 * </ol>
 */
final class Batcher {
    /** Nothing waits. */
    static final long NEVER = Long.MAX_VALUE;

    private final long rowsMax;
    private final long delayMaxNanos;
    private final long[] preferredRows;

    Batcher(BatchSettings settings) {
        rowsMax = settings.batchRowsMax();
        delayMaxNanos = settings.delayMax().toNanos();
        preferredRows = settings.preferredRows().stream().mapToLong(Integer::longValue).toArray();
    }

    /** Whether jobs may be held back for others to come. */
    boolean delays() {
        return delayMaxNanos > 0;
    }

    /**
     * Moves the jobs that leave now from the backlog to the batch.
     *
     * @return 0 when some did; otherwise nanoseconds until some will if nothing else comes, {@link
     *     #NEVER} when none waits
     */
    long next(Backlog backlog, long nowNanos, Batch batch) {
        Group chosen = null;
        long wait = NEVER;
        List<Group> groups = backlog.groups();
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            long groupWait = waitOf(group, nowNanos);
            if (groupWait > 0) {
                wait = Math.min(wait, groupWait);
            } else if (chosen == null || group.goesBefore(chosen)) {
                chosen = group;
            }
        }
        if (chosen == null) {
            return wait;
        }
        take(backlog, chosen, nowNanos, batch);
        return 0;
    }

    /** What {@link #next} would return; changes nothing. */
    long waitNanos(Backlog backlog, long nowNanos) {
        long wait = NEVER;
        List<Group> groups = backlog.groups();
        for (int i = 0; i < groups.size(); i++) {
            wait = Math.min(wait, waitOf(groups.get(i), nowNanos));
        }
        return wait;
    }

    private long waitOf(Group group, long nowNanos) {
        if (group.isEmpty()) {
            return NEVER;
        }
        if (group.isAlone() || group.rows() >= rowsMax) {
            return 0;
        }
        long wait = untilDue(group, nowNanos);
        return wait > 0 && preferredPrefix(group) > 0 ? 0 : wait;
    }

    private long untilDue(Group group, long nowNanos) {
        if (delayMaxNanos == 0) {
            return 0;
        }
        long wait = NEVER;
        for (Job job = group.head(); job != null; job = job.after) {
            if (job.isCancelled()) {
                return 0;
            }
            wait = Math.min(wait, job.dueNanos(delayMaxNanos) - nowNanos);
        }
        return Math.max(wait, 0);
    }

    /** The largest preferred size that the group's first jobs make exactly; 0 when none. */
    private long preferredPrefix(Group group) {
        if (preferredRows.length == 0) {
            return 0;
        }
        long found = 0;
        long sum = 0;
        for (Job job = group.head(); job != null && sum <= rowsMax; job = job.after) {
            sum += job.rows();
            if (Arrays.binarySearch(preferredRows, sum) >= 0) {
                found = sum;
            }
        }
        return found;
    }

    private long limit(Group group, long nowNanos) {
        boolean early = group.rows() < rowsMax && untilDue(group, nowNanos) > 0;
        return early ? preferredPrefix(group) : rowsMax;
    }

    private void take(Backlog backlog, Group group, long nowNanos, Batch batch) {
        long limit = limit(group, nowNanos);
        Job job = group.head();
        while (job != null) {
            Job next = job.after;
            if (job.isVain(nowNanos)) {
                batch.addVain(job);
            } else if (batch.jobs().isEmpty() || mayJoin(group, job, batch, limit)) {
                batch.add(job);
            } else {
                return;
            }
            backlog.remove(group, job);
            job = next;
        }
    }

    private static boolean mayJoin(Group group, Job job, Batch batch, long limit) {
        return !group.isAlone() && batch.rows() + job.rows() <= limit;
    }
}
