package io.inferry.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Means looked at after every hundred outcomes: plain, skewed, adjusted, and exact for bounded. */
class MeansUnderPeekingTest {
    private static final long SEED = 20_260_702;
    private static final int RUNS = 2_000;
    private static final int WRONG_MAX = RUNS / 20;
    private static final int LOOK = 100;
    private static final ConfidenceSequence SEQUENCE = ConfidenceSequence.tightestAt(5_000, 0.05);

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

    private void alikeArmsStayAlike(String name, DoubleSupplier outcome, double share) {
        int wrong = 0;
        for (int run = 0; run < RUNS; run++) {
            Moments one = Moments.NONE;
            Moments two = Moments.NONE;
            boolean apart = false;
            for (int i = 1; i <= 5_000 && !apart; i++) {
                one = one.plus(outcome.getAsDouble());
                if (share >= 1 || random.nextDouble() < share) {
                    two = two.plus(outcome.getAsDouble());
                }
                if (i % LOOK == 0 && two.count() >= LOOK) {
                    apart = !SEQUENCE.means(one, two).interval().contains(0);
                }
            }
            wrong += apart ? 1 : 0;
        }
        Tables.line(SEED, "A/A means, %s | %.2f %% wrong", name, wrong * 100.0 / RUNS);
        assertThat(wrong).as("seed %d, %s", SEED, name).isLessThanOrEqualTo(WRONG_MAX);
    }

    @Test
    void alikeArmsAreRarelyCalledDifferent() {
        alikeArmsStayAlike("normal", random::nextGaussian, 1);
        alikeArmsStayAlike("exponential", random::nextExponential, 1);
        alikeArmsStayAlike("exponential, one to ten", random::nextExponential, 0.1);
        alikeArmsStayAlike("lognormal", () -> Math.exp(random.nextGaussian()), 1);
    }

    @Test
    void adjustingByACovariateKeepsTheErrorAndFindsMore() {
        int wrong = 0;
        int plain = 0;
        int adjusted = 0;
        for (int run = 0; run < RUNS; run++) {
            wrong += ends(0, true) ? 1 : 0;
        }
        for (int run = 0; run < 200; run++) {
            plain += ends(0.1, false) ? 1 : 0;
            adjusted += ends(0.1, true) ? 1 : 0;
        }
        Tables.line(SEED, "A/A means with CUPED | %.2f %% wrong", wrong * 100.0 / RUNS);
        Tables.line(
                SEED,
                "effect 0.1 of one deviation, 2,000 a side | plain finds %.1f %%, CUPED (80 %%"
                        + " explained) %.1f %%",
                plain / 2.0,
                adjusted / 2.0);
        assertThat(wrong).as("seed %d", SEED).isLessThanOrEqualTo(WRONG_MAX);
        assertThat(adjusted).as("seed %d", SEED).isGreaterThan(plain + 60);
    }

    /** Outcomes of deviation 1, four fifths of their variance known from before. */
    private boolean ends(double effect, boolean byCuped) {
        PairedMoments one = PairedMoments.NONE;
        PairedMoments two = PairedMoments.NONE;
        for (int i = 1; i <= 2_000; i++) {
            double x = random.nextGaussian();
            one = one.plus(Math.sqrt(0.8) * x + Math.sqrt(0.2) * random.nextGaussian(), x);
            double z = random.nextGaussian();
            two = two.plus(effect + Math.sqrt(0.8) * z + Math.sqrt(0.2) * random.nextGaussian(), z);
            if (i % LOOK == 0) {
                Comparison seen =
                        byCuped
                                ? Cuped.compare(SEQUENCE, one, two)
                                : SEQUENCE.means(one.outcome(), two.outcome());
                if (!seen.interval().contains(0)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void exactSequencesHoldFromTheFirstOutcomeOn() {
        int bernstein = 0;
        int capital = 0;
        double bernsteinWidth = 0;
        double capitalWidth = 0;
        for (int run = 0; run < RUNS; run++) {
            EmpiricalBernstein one = EmpiricalBernstein.of(Bounds.UNIT, 0.05);
            HedgedCapital two = HedgedCapital.of(Bounds.UNIT, 0.05, HedgedCapital.CELLS);
            boolean bernsteinWrong = false;
            boolean capitalWrong = false;
            for (int look = 0; look < 40; look++) {
                double[] seen = new double[10];
                for (int i = 0; i < seen.length; i++) {
                    seen[i] = random.nextDouble() < 0.1 ? random.nextDouble() : 0;
                    one = one.plus(seen[i]);
                    bernsteinWrong |= !one.interval().contains(0.05);
                }
                two = two.plus(seen);
                capitalWrong |= !two.interval().contains(0.05);
            }
            bernstein += bernsteinWrong ? 1 : 0;
            capital += capitalWrong ? 1 : 0;
            bernsteinWidth += one.interval().width() / RUNS;
            capitalWidth += two.interval().width() / RUNS;
        }
        Tables.line(
                SEED,
                "bounded means, empirical Bernstein | %.2f %% wrong, width %.3f at 400",
                bernstein * 100.0 / RUNS,
                bernsteinWidth);
        Tables.line(
                SEED,
                "bounded means, hedged capital | %.2f %% wrong, width %.3f at 400",
                capital * 100.0 / RUNS,
                capitalWidth);
        assertThat(bernstein).as("seed %d", SEED).isLessThanOrEqualTo(WRONG_MAX);
        assertThat(capital).as("seed %d", SEED).isLessThanOrEqualTo(WRONG_MAX);
    }
}
