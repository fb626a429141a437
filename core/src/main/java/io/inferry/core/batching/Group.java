package io.inferry.core.batching;

import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.settings.BatchRules.Padding;
import io.inferry.api.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Waiting jobs that may share a batch: same signature, same wanted outputs, and rows of the same
 * shape in every input, or of shapes that padding makes the same. Ordered by priority, then by
 * arrival. Jobs that run alone are a group too, whose batches hold one job.
 */
final class Group {
    private final boolean alone;
    private final @Nullable Signature signature;
    private final List<String> outputs;
    private final List<Shape> shapes;
    private final Padding padding;
    private @Nullable Job head;
    private @Nullable Job tail;
    private int jobs;
    private long rows;

    /** The jobs that share with nobody. */
    private Group() {
        alone = true;
        signature = null;
        outputs = List.of();
        shapes = List.of();
        padding = Padding.OFF;
    }

    private Group(Job job, Padding padding) {
        alone = false;
        signature = job.signature();
        outputs = job.outputs();
        shapes = new ArrayList<>();
        for (TensorSpec spec : job.signature().inputs()) {
            shapes.add(job.input(spec.name()).shape());
        }
        this.padding = padding;
    }

    /** The jobs that share with nobody. */
    static Group ofLoners() {
        return new Group();
    }

    /** The jobs that may share a batch with this one. */
    static Group like(Job job, Padding padding) {
        return new Group(job, padding);
    }

    boolean accepts(Job job) {
        if (alone || job.isAlone()) {
            return alone && job.isAlone();
        }
        if (!job.signature().equals(signature) || !job.outputs().equals(outputs)) {
            return false;
        }
        List<TensorSpec> specs = job.signature().inputs();
        for (int i = 0; i < specs.size(); i++) {
            if (!fit(specs.get(i), shapes.get(i), job.input(specs.get(i).name()).shape())) {
                return false;
            }
        }
        return true;
    }

    private boolean fit(TensorSpec spec, Shape mine, Shape theirs) {
        return mine.sameRowShape(theirs)
                || (padding == Padding.LONGEST && PaddedRows.fit(spec.shape(), mine, theirs));
    }

    void add(Job job) {
        Job earlier = tail;
        while (earlier != null && earlier.priority() < job.priority()) {
            earlier = earlier.before;
        }
        Job later = earlier == null ? head : earlier.after;
        job.before = earlier;
        job.after = later;
        if (earlier == null) {
            head = job;
        } else {
            earlier.after = job;
        }
        if (later == null) {
            tail = job;
        } else {
            later.before = job;
        }
        jobs++;
        rows += job.rows();
    }

    void remove(Job job) {
        Job earlier = job.before;
        Job later = job.after;
        if (earlier == null) {
            head = later;
        } else {
            earlier.after = later;
        }
        if (later == null) {
            tail = earlier;
        } else {
            later.before = earlier;
        }
        job.before = null;
        job.after = null;
        jobs--;
        rows -= job.rows();
    }

    /** Whether every batch of it holds one job. */
    boolean isAlone() {
        return alone;
    }

    boolean isEmpty() {
        return head == null;
    }

    @Nullable Job head() {
        return head;
    }

    long rows() {
        return rows;
    }

    /** How many batches its jobs make, and as many rows more. */
    long batches(long rowsMore, int rowsMax) {
        return alone ? jobs : (rows + rowsMore + rowsMax - 1) / rowsMax;
    }

    /** Whether its first job goes before the other group's: higher priority, or came earlier. */
    boolean goesBefore(Group other) {
        Job mine = head;
        Job theirs = other.head;
        if (mine == null || theirs == null) {
            return mine != null;
        }
        if (mine.priority() != theirs.priority()) {
            return mine.priority() > theirs.priority();
        }
        return mine.arrival() < theirs.arrival();
    }
}
