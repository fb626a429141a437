package io.inferry.experiment.control.judging;

import io.inferry.experiment.control.course.Finding.Verdict;
import io.inferry.experiment.control.judging.Rails.Ruling;
import io.inferry.experiment.evidence.outputs.Counts;
import io.inferry.experiment.evidence.outputs.OutputSummary;
import io.inferry.experiment.statistics.Rate;

/**
 * Whether a candidate gives the same answer to everything. If it answered as control does, n
 * answers would be alike with a chance of at most sⁿ⁻¹, where s is the part of control's most
 * frequent answer; s is bounded from above at every look. Where control's answers fall into one bin
 * and still differ, their number stands in: a thousand equal answers against sixteen different
 * ones.
 */
final class Sameness {
    private static final int DOUBT_ANSWERS_MIN = 10;
    private static final int PLAIN_ANSWERS_MIN = 1_000;
    private static final int PLAIN_DISTINCT_MIN = 16;

    private Sameness() {}

    static Ruling ruling(Case of, double alpha) {
        OutputSummary control = of.present().control().outputs();
        OutputSummary candidate = of.present().candidate().outputs();
        if (candidate.answers() == 0) {
            return Ruling.open("no answers of " + of.name() + " were looked at yet");
        }
        String text =
                "%s gave %s different answers in %d, %s gave %s in %d"
                        .formatted(
                                of.name(),
                                distinct(candidate),
                                candidate.answers(),
                                of.controlName(),
                                distinct(control),
                                control.answers());
        if (!candidate.constant() || control.constant() || control.answers() < 2) {
            return new Ruling(Verdict.GOOD, Double.NaN, Double.NaN, text);
        }
        double most = 1 - RateTest.lower(others(control), alpha / 2);
        double p = Math.min(1, Math.pow(most, candidate.answers() - 1.0));
        boolean plain =
                candidate.answers() >= PLAIN_ANSWERS_MIN
                        && control.distinct().size() >= PLAIN_DISTINCT_MIN;
        if (p <= alpha / 2 || plain) {
            return new Ruling(
                    Verdict.BAD,
                    Double.NaN,
                    p,
                    "%s: outputs are constant, p %s".formatted(text, Sentence.number(p)));
        }
        boolean doubt = candidate.answers() >= DOUBT_ANSWERS_MIN;
        return new Ruling(doubt ? Verdict.DOUBT : Verdict.GOOD, Double.NaN, p, text);
    }

    private static String distinct(OutputSummary outputs) {
        int distinct = outputs.distinct().size();
        return outputs.answers() > distinct && distinct >= 64
                ? "at least " + distinct
                : Integer.toString(distinct);
    }

    /** Answers outside of the fullest bin. */
    private static Rate others(OutputSummary outputs) {
        Rate classes = others(outputs.classes());
        Rate values = others(outputs.values());
        return classes.mean() > values.mean() ? classes : values;
    }

    private static Rate others(Counts counts) {
        long most = 0;
        for (int bin = 0; bin < counts.size(); bin++) {
            most = Math.max(most, counts.at(bin));
        }
        return new Rate(counts.sum() - most, counts.sum());
    }
}
