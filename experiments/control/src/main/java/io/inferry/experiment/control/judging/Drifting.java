package io.inferry.experiment.control.judging;

import io.inferry.experiment.control.course.Finding.Verdict;
import io.inferry.experiment.control.judging.Rails.Ruling;
import io.inferry.experiment.evidence.outputs.DriftCounts;
import io.inferry.experiment.statistics.Corrections;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Whether a candidate's answers are distributed unlike control's: the population stability index Σ
 * (c − k) ln(c/k) over ten bins. Without drift, n candidate and m control answers give an index
 * that, over 1/n + 1/m, is χ² with one degree of freedom less than bins (Yurdakul, "Statistical
 * properties of population stability index", 2018); its root is taken to shift by the root of the
 * true index. The test is made for one look, so that looks are rare (a tenth more answers each) and
 * the k-th gets α/(k(k+1)).
 */
final class Drifting {
    private static final int BINS = 10;
    private static final int ANSWERS_MIN = 100;
    private static final double MORE = 1.1;
    private static final double SMOOTH = 0.5;

    private final double alpha;
    private final long samples;

    Drifting(double alpha, long samples) {
        this.alpha = alpha;
        this.samples = samples;
    }

    Ruling ruling(double most, Case of, Tracks tracks) {
        DriftCounts counts =
                of.present().control().outputs().against(of.present().candidate().outputs(), BINS);
        double control = counts.control().sum();
        double candidate = counts.candidate().sum();
        double least = Math.min(ANSWERS_MIN, samples);
        if (Math.min(control, candidate) < least) {
            return Ruling.open(
                    "outputs.drift of %s needs %s answers of each, has %s and %s"
                            .formatted(
                                    of.name(),
                                    Sentence.number(least),
                                    Sentence.number(candidate),
                                    Sentence.number(control)));
        }
        double index = index(counts, control, candidate);
        double noise = 1 / control + 1 / candidate;
        String text =
                "outputs.drift of %s is %s over %s answers, at most %s is wanted"
                        .formatted(
                                of.name(),
                                Sentence.number(index),
                                Sentence.number(candidate),
                                Sentence.number(most));
        String key = "drift/" + of.name() + "/" + of.stretches().size();
        Track track = tracks.of(key);
        if (candidate >= MORE * track.outcomes()) {
            Track looked = tracks.keep(key, track.looked(candidate));
            double alphaNow = Corrections.alphaOfLook(alpha, looked.looks());
            double chance =
                    ChiSquaredDistribution.of(Math.max(1, counts.control().size() - 1))
                            .inverseSurvivalProbability(alphaNow);
            if (Math.sqrt(index) > Math.sqrt(most) + Math.sqrt(noise * chance)) {
                return new Ruling(
                        Verdict.BAD, most - index, Double.NaN, text + ": the answers drifted");
            }
        }
        double expected = noise * (counts.control().size() - 1);
        boolean doubt = index > most + expected;
        return new Ruling(doubt ? Verdict.DOUBT : Verdict.GOOD, most - index, Double.NaN, text);
    }

    private static double index(DriftCounts counts, double control, double candidate) {
        int bins = counts.control().size();
        double index = 0;
        for (int bin = 0; bin < bins; bin++) {
            double k = (counts.control().at(bin) + SMOOTH) / (control + SMOOTH * bins);
            double c = (counts.candidate().at(bin) + SMOOTH) / (candidate + SMOOTH * bins);
            index += (c - k) * Math.log(c / k);
        }
        return index;
    }
}
