package io.inferry.core.batching;

import java.util.ArrayList;
import java.util.List;

/** The jobs that leave the queue together. Each instance has one, filled again and again. */
final class Batch {
    private final ArrayList<Job> jobs = new ArrayList<>();
    private final ArrayList<Job> vain = new ArrayList<>();
    private long rows;

    void add(Job job) {
        jobs.add(job);
        rows += job.rows();
    }

    /** A job that is to be ended without running. */
    void addVain(Job job) {
        vain.add(job);
    }

    List<Job> jobs() {
        return jobs;
    }

    List<Job> vain() {
        return vain;
    }

    long rows() {
        return rows;
    }

    /** Whether there is nothing to run and nothing to end. */
    boolean isEmpty() {
        return jobs.isEmpty() && vain.isEmpty();
    }

    void clear() {
        jobs.clear();
        vain.clear();
        rows = 0;
    }
}
