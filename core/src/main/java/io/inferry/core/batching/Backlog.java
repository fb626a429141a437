package io.inferry.core.batching;

import io.inferry.api.settings.BatchRules.Padding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The jobs that wait, by group. Plain state: whoever holds the queue's lock uses it. */
final class Backlog {
    /** Empty groups are kept up to this many, so that steady traffic makes no new ones. */
    private static final int GROUPS_KEPT = 8;

    private final Padding padding;
    private final ArrayList<Group> groups = new ArrayList<>();
    private int requests;
    private long byteSize;
    private long arrivals;

    Backlog(Padding padding) {
        this.padding = padding;
    }

    void add(Job job) {
        job.arrived(arrivals++);
        groupOf(job).add(job);
        requests++;
        byteSize += job.byteSize();
    }

    private Group groupOf(Job job) {
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            if (group.accepts(job)) {
                return group;
            }
        }
        if (groups.size() >= GROUPS_KEPT) {
            groups.removeIf(Group::isEmpty);
        }
        Group group = job.isAlone() ? Group.ofLoners() : Group.like(job, padding);
        groups.add(group);
        return group;
    }

    void remove(Group group, Job job) {
        group.remove(job);
        requests--;
        byteSize -= job.byteSize();
    }

    /** In no order; some may be empty. */
    List<Group> groups() {
        return groups;
    }

    /** How many batches of so many rows the waiting jobs make. */
    long batches(int rowsMax) {
        long sum = 0;
        for (Group group : groups) {
            sum += group.batches(0, rowsMax);
        }
        return sum;
    }

    /** How many more they make with this one, or with as many of its kind as have these rows. */
    long batchesMore(Job job, long rows, int rowsMax) {
        for (Group group : groups) {
            if (!job.isAlone() && group.accepts(job)) {
                return group.batches(rows, rowsMax) - group.batches(0, rowsMax);
            }
        }
        return job.isAlone() ? 1 : (rows + rowsMax - 1) / rowsMax;
    }

    boolean isEmpty() {
        return requests == 0;
    }

    int requests() {
        return requests;
    }

    long byteSize() {
        return byteSize;
    }

    /** The job that is next in the order of priority and arrival. */
    @Nullable Job first() {
        Group first = null;
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            if (!group.isEmpty() && (first == null || group.goesBefore(first))) {
                first = group;
            }
        }
        return first == null ? null : first.head();
    }

    /** Takes out every job whose running would be in vain. */
    List<Job> removeVain(long nowNanos) {
        List<Job> vain = new ArrayList<>();
        for (Group group : groups) {
            Job job = group.head();
            while (job != null) {
                Job next = job.after;
                if (job.isVain(nowNanos)) {
                    remove(group, job);
                    vain.add(job);
                }
                job = next;
            }
        }
        return vain;
    }

    /** Takes out everything. */
    List<Job> removeAll() {
        List<Job> all = new ArrayList<>();
        for (Group group : groups) {
            for (Job job = group.head(); job != null; job = group.head()) {
                remove(group, job);
                all.add(job);
            }
        }
        groups.clear();
        return all;
    }
}
