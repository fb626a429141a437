package io.inferry.experiment.control.bandit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.inferry.experiment.statistics.bandit.LinUcb;
import io.inferry.experiment.statistics.bandit.LinearArm;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The sparse models of the request path, held against the plain ones of the statistics. */
class LinearModelTest {
    private static final int WIDTH = 21;

    @Test
    void boundsAreThoseOfThePaper() {
        long seed = new Random().nextLong();
        System.out.println("seed=" + seed);
        RandomGenerator random = new SplittableRandom(seed);
        RidgeSums sums = new RidgeSums(WIDTH);
        LinearArm plain = LinearArm.fresh(WIDTH, RidgeSums.RIDGE);
        for (int i = 0; i < 300; i++) {
            Context context = context(random);
            double reward = random.nextGaussian();
            sums.add(context, reward);
            plain = plain.plus(dense(context), reward);
        }
        LinearModel model = LinearModel.of(sums);
        for (int i = 0; i < 100; i++) {
            Context context = context(random);
            double expected = new LinUcb(0.7, 0).score(plain, dense(context));
            assertThat(model.bound(context, 0.7)).isEqualTo(expected, within(1e-9));
            assertThat(context.times(sums.coefficients()))
                    .isEqualTo(plain.expected(dense(context)), within(1e-9));
        }
    }

    @Test
    void sumsOfTwoReplicasAreThoseOfOne() {
        RandomGenerator random = new SplittableRandom(3);
        RidgeSums one = new RidgeSums(WIDTH);
        RidgeSums left = new RidgeSums(WIDTH);
        RidgeSums right = new RidgeSums(WIDTH);
        for (int i = 0; i < 100; i++) {
            Context context = context(random);
            one.add(context, i);
            (i % 3 == 0 ? left : right).add(context, i);
        }
        left.add(right);

        assertThat(left.coefficients()).containsExactly(one.coefficients(), within(1e-9));
    }

    @Test
    void featuresThatGoAlongWithEachOtherAndAreHugeDoNotBreakIt() {
        RidgeSums sums = new RidgeSums(WIDTH);
        for (int i = 0; i < 100_000; i++) {
            float huge = i % 2 == 0 ? 1e6f : 999_999f;
            sums.add(context(huge, huge, 1), i % 2);
        }
        double bound = LinearModel.of(sums).bound(context(1e6f, 1e6f, 1), 1);

        assertThat(bound).isBetween(-10.0, 10.0);
    }

    private static Context context(float first, float second, float third) {
        return new Context(new short[] {0, 3, 7, 9}, new float[] {1, first, second, third});
    }

    /** Two numbers may fall into one column, as groups of texts do. */
    private static Context context(RandomGenerator random) {
        short[] columns = {
            0, (short) random.nextInt(1, 5), (short) random.nextInt(3, WIDTH), (short) 20
        };
        float[] values = {1, (float) random.nextGaussian(), 1, random.nextInt(2)};
        return new Context(columns, values);
    }

    private static double[] dense(Context context) {
        double[] dense = new double[WIDTH];
        for (int i = 0; i < context.size(); i++) {
            dense[context.column(i)] += context.value(i);
        }
        return dense;
    }
}
