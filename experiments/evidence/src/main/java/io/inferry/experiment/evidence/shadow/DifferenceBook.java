package io.inferry.experiment.evidence.shadow;

import io.inferry.api.observer.ShadowPair;
import io.inferry.api.observer.ShadowPair.Answered;
import io.inferry.api.tensor.Tensor;
import io.inferry.experiment.evidence.latency.Latencies;
import io.inferry.experiment.evidence.outputs.PredictionTerms;
import io.inferry.experiment.statistics.Moments;
import io.inferry.experiment.statistics.Rate;
import java.util.List;
import java.util.Map;

/**
 * Compares the answers of one shadow with the live ones, on the shadow's own threads. The lock is
 * held for additions only.
 */
public final class DifferenceBook {
    private static final long ROWS_MAX = Integer.MAX_VALUE;

    private final PredictionTerms terms;
    private final Tolerance tolerance;
    private final Offenders offenders = new Offenders();
    private final Latencies live = new Latencies();
    private final Latencies shadow = new Latencies();
    private long pairs;
    private long agreed;
    private long classed;
    private long flipped;
    private Moments ranks = Moments.NONE;
    private Moments differences = Moments.NONE;
    private long mismatched;
    private long failed;
    private long skipped;

    public DifferenceBook(PredictionTerms terms, Tolerance tolerance) {
        this.terms = terms;
        this.tolerance = tolerance;
    }

    /** One more pair; its tensors are read during this call only. */
    public void add(ShadowPair pair) {
        switch (pair.answer()) {
            case Answered.Skipped skip -> skip();
            case Answered.Failed failure -> {
                fail();
                offenders.offer(
                        Double.POSITIVE_INFINITY,
                        () ->
                                offender(
                                        pair,
                                        Double.POSITIVE_INFINITY,
                                        "the shadow failed: " + failure.failure().text(),
                                        Map.of()));
            }
            case Answered.Outputs outputs -> compare(pair, outputs);
        }
    }

    private void compare(ShadowPair pair, Answered.Outputs answer) {
        var sides =
                new Differences.Sides(pair.live().outputs(), answer.outputs(), rows(pair.inputs()));
        Difference difference = Differences.between(sides, terms, tolerance);
        live.add(pair.live().runNanos());
        shadow.add(answer.runNanos());
        add(difference);
        if (!difference.agrees()) {
            offenders.offer(
                    difference.excess(),
                    () -> offender(pair, difference.excess(), difference.why(), answer.outputs()));
        }
    }

    /** The first dimension of the first input. */
    private static int rows(Map<String, Tensor> inputs) {
        for (Tensor input : inputs.values()) {
            return input.shape().rank() == 0 ? 1 : (int) Math.min(ROWS_MAX, input.shape().dim(0));
        }
        return 1;
    }

    private static Offender offender(
            ShadowPair pair, double difference, String why, Map<String, Tensor> answer) {
        return new Offender(
                pair.assignment().id(),
                pair.shadow(),
                difference,
                why,
                TensorText.of(pair.inputs()),
                TensorText.of(pair.live().outputs()),
                TensorText.of(answer));
    }

    private synchronized void skip() {
        skipped++;
    }

    private synchronized void fail() {
        pairs++;
        failed++;
    }

    private synchronized void add(Difference difference) {
        pairs++;
        agreed += difference.agrees() ? 1 : 0;
        mismatched += difference.mismatched() ? 1 : 0;
        classed += difference.flip() == Difference.Flip.NONE ? 0 : 1;
        flipped += difference.flip() == Difference.Flip.OTHER ? 1 : 0;
        if (!Double.isNaN(difference.rank())) {
            ranks = ranks.plus(difference.rank());
        }
        if (difference.absolute() <= Moments.VALUE_MAX) {
            differences = differences.plus(difference.absolute());
        }
    }

    /** What was compared until now. */
    public synchronized DifferenceSummary summary() {
        return new DifferenceSummary(
                new Rate(agreed, pairs),
                new Rate(flipped, classed),
                ranks,
                differences,
                mismatched,
                failed,
                skipped,
                live.summary(),
                shadow.summary());
    }

    /** The pairs that lie farthest apart, worst first. */
    public List<Offender> offenders() {
        return offenders.list();
    }
}
