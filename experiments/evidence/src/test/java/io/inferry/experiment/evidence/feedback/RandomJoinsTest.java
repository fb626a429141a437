package io.inferry.experiment.evidence.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.inferry.experiment.evidence.outputs.Prediction;
import io.inferry.experiment.evidence.outputs.Probabilities;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Joins in any order against the plainest model there is: maps of what each answer has. */
class RandomJoinsTest {
    private static final int RUNS = 50;
    private static final int ANSWERS = 400;
    private static final int ARMS = 3;

    private final Map<String, Truth> truth = new HashMap<>();

    /** What one answer has at the end. */
    private static final class Truth {
        int arm;
        double covariate;
        int answered;
        float[] said = new float[0];
        double label = Double.NaN;
        double reward = Double.NaN;
        double clicks = Double.NaN;
    }

    @Test
    void anyOrderOfAnswersAndFeedbackComesToTheSameSums() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        for (int run = 0; run < RUNS; run++) {
            truth.clear();
            once(new SplittableRandom(seed + run));
        }
    }

    private void once(SplittableRandom random) {
        var book =
                new FeedbackBook(
                        new FeedbackLimits(
                                random.nextBoolean() ? ANSWERS : 20_000,
                                Duration.ofHours(1),
                                100_000,
                                Duration.ofHours(1)),
                        FeedbackBook.Forwarding.NOWHERE,
                        FeedbackBook.Listening.NOBODY);
        ExperimentFeedback experiment = book.open("random", ARMS);
        List<Runnable> acts = new ArrayList<>();
        for (int i = 1; i <= ANSWERS; i++) {
            String id = "12345678-" + Integer.toHexString(i);
            Truth one = drawn(random);
            truth.put(id, one);
            acts.add(() -> {
                experiment.routed(id, one.arm, one.covariate, 0);
                experiment.answered(
                        id, new Prediction.Classed(one.answered, "", Probabilities.of(one.said)));
            });
            List<Feedback> pieces = pieces(id, random);
            acts.add(() -> pieces.forEach(piece -> book.accept(piece, 0)));
            pieces.forEach(piece -> note(one, piece));
        }
        Collections.shuffle(acts, new Random(random.nextLong()));
        acts.forEach(Runnable::run);
        for (int arm = 0; arm < ARMS; arm++) {
            check(arm, experiment.summary(arm));
        }
    }

    private static Truth drawn(SplittableRandom random) {
        Truth one = new Truth();
        one.arm = random.nextInt(ARMS);
        one.covariate = random.nextInt(4) == 0 ? Double.NaN : random.nextDouble(-5, 5);
        float p = (float) random.nextDouble();
        one.said = new float[] {1 - p, p};
        one.answered = p > 0.5 ? 1 : 0;
        return one;
    }

    /** Feedback for one answer, later pieces correcting earlier ones. */
    private static List<Feedback> pieces(String id, SplittableRandom random) {
        List<Feedback> pieces = new ArrayList<>();
        for (int left = random.nextInt(6); left > 0; left--) {
            Optional<Label> label =
                    random.nextBoolean()
                            ? Optional.of(new Label.Number(random.nextInt(2)))
                            : Optional.empty();
            double size = Math.pow(10, random.nextInt(-8, 12));
            pieces.add(
                    new Feedback(
                            id,
                            label,
                            OptionalDouble.of(random.nextDouble() * size),
                            random.nextBoolean()
                                    ? Map.of("clicks", (double) random.nextInt(3))
                                    : Map.of(),
                            ""));
        }
        return pieces;
    }

    private static void note(Truth one, Feedback piece) {
        piece.label().ifPresent(label -> one.label = ((Label.Number) label).value());
        piece.reward().ifPresent(reward -> one.reward = reward);
        one.clicks = piece.values().getOrDefault("clicks", one.clicks);
    }

    private void check(int arm, FeedbackSummary summary) {
        List<double[]> accuracy = new ArrayList<>();
        List<double[]> losses = new ArrayList<>();
        List<double[]> rewards = new ArrayList<>();
        List<double[]> clicks = new ArrayList<>();
        for (Truth one : truth.values()) {
            if (one.arm != arm) {
                continue;
            }
            if (!Double.isNaN(one.label)) {
                accuracy.add(pair(one.label == one.answered ? 1 : 0, one));
                losses.add(pair(-Math.log(Math.max(1e-7, one.said[(int) one.label])), one));
            }
            rewards.add(pair(one.reward, one));
            clicks.add(pair(one.clicks, one));
        }
        compare(summary, FeedbackSummary.ACCURACY, accuracy);
        compare(summary, FeedbackSummary.LOG_LOSS, losses);
        compare(summary, FeedbackSummary.REWARD, rewards);
        compare(summary, "clicks", clicks);
        long confused =
                summary.confusion().counts().values().stream()
                        .flatMap(row -> row.values().stream())
                        .mapToLong(Long::longValue)
                        .sum();
        assertThat(confused).isEqualTo(accuracy.size());
        assertThat(summary.scores().positives().sum() + summary.scores().negatives().sum())
                .isEqualTo(accuracy.size());
    }

    private static double[] pair(double outcome, Truth one) {
        return new double[] {outcome, one.covariate};
    }

    private static void compare(FeedbackSummary summary, String metric, List<double[]> pairs) {
        List<double[]> known = pairs.stream().filter(pair -> !Double.isNaN(pair[0])).toList();
        List<double[]> both = known.stream().filter(pair -> !Double.isNaN(pair[1])).toList();
        var sums = summary.metric(metric);
        assertThat(sums.all().count()).as(metric).isEqualTo(known.size());
        assertThat(sums.paired().count()).as(metric).isEqualTo(both.size());
        close(sums.all().mean(), mean(known, 0), metric);
        close(sums.all().squares(), products(known, 0, 0), metric);
        close(sums.paired().products(), products(both, 0, 1), metric);
        close(sums.paired().covariate().squares(), products(both, 1, 1), metric);
    }

    private static void close(double actual, double expected, String metric) {
        assertThat(actual).as(metric).isCloseTo(expected, within(1e-9 * (1 + Math.abs(expected))));
    }

    private static double mean(List<double[]> pairs, int side) {
        return pairs.stream().mapToDouble(pair -> pair[side]).average().orElse(0);
    }

    private static double products(List<double[]> pairs, int a, int b) {
        double first = mean(pairs, a);
        double second = mean(pairs, b);
        return pairs.stream().mapToDouble(pair -> (pair[a] - first) * (pair[b] - second)).sum();
    }
}
