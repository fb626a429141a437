package io.inferry.experiment.control.judging;

import io.inferry.experiment.control.course.Finding.Verdict;
import io.inferry.experiment.control.judging.Rails.Ruling;
import io.inferry.experiment.evidence.outputs.Counts;
import io.inferry.experiment.evidence.outputs.DriftCounts;
import io.inferry.experiment.statistics.Corrections;
import io.inferry.experiment.statistics.Drift;
import java.util.Arrays;
import java.util.List;

/**
 * Whether a candidate's answers are distributed unlike control's: the population stability index Σ
 * (c − k) ln(c/k) over ten bins. Without drift, n candidate and m control answers give an index
 * that is χ² noise ({@link Drift}); its root is taken to shift by the root of the true index. The
 * test is made for one look, so that looks are rare (a tenth more answers each) and the k-th gets
 * α/(k(k+1)).
 */
final class Drifting {
    private static final Drift INDEX = Drift.POPULATION_STABILITY;
    private static final int BINS = 10;
    private static final int ANSWERS_MIN = 100;
    private static final double MORE = 1.1;

    private final double alpha;
    private final long samples;

    Drifting(double alpha, long samples) {
        this.alpha = alpha;
        this.samples = samples;
    }

    Ruling ruling(double most, Case of, Tracks tracks) {
        DriftCounts counts =
                of.present().control().outputs().against(of.present().candidate().outputs(), BINS);
        long control = counts.control().sum();
        long candidate = counts.candidate().sum();
        int bins = counts.control().size();
        double least = Math.min(ANSWERS_MIN, samples);
        if (Math.min(control, candidate) < least) {
            return Ruling.open(
                    "outputs.drift of %s needs %s answers of each, has %s and %s"
                            .formatted(
                                    of.name(),
                                    Sentence.number(least),
                                    Sentence.number((double) candidate),
                                    Sentence.number((double) control)));
        }
        if (bins < 2) {
            return new Ruling(
                    Verdict.GOOD,
                    most,
                    Double.NaN,
                    "outputs.drift of %s is 0: all answers fall together".formatted(of.name()));
        }
        double index = INDEX.distance(list(counts.control()), list(counts.candidate()));
        String text =
                "outputs.drift of %s is %s over %s answers, at most %s is wanted"
                        .formatted(
                                of.name(),
                                Sentence.number(index),
                                Sentence.number((double) candidate),
                                Sentence.number(most));
        String key = "drift/" + of.name() + "/" + of.stretches().size();
        Track track = tracks.of(key);
        if (candidate >= MORE * track.outcomes()) {
            Track looked = tracks.keep(key, track.looked((double) candidate));
            double alphaNow = Corrections.alphaOfLook(alpha, looked.looks());
            double noise = INDEX.noise(bins, control, candidate, alphaNow);
            if (Math.sqrt(index) > Math.sqrt(most) + Math.sqrt(noise)) {
                return new Ruling(
                        Verdict.BAD, most - index, Double.NaN, text + ": the answers drifted");
            }
        }
        double expected = (1.0 / control + 1.0 / candidate) * (bins - 1);
        boolean doubt = index > most + expected;
        return new Ruling(doubt ? Verdict.DOUBT : Verdict.GOOD, most - index, Double.NaN, text);
    }

    private static List<Long> list(Counts counts) {
        return Arrays.stream(counts.toArray()).boxed().toList();
    }
}
