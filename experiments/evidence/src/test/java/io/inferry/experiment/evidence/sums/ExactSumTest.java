package io.inferry.experiment.evidence.sums;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.inferry.experiment.statistics.Moments;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExactSumTest {
    @Test
    void sumsAreThoseOfUnboundedPrecision() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int run = 0; run < 200; run++) {
            ExactSum sum = new ExactSum();
            BigDecimal exact = BigDecimal.ZERO;
            for (int i = 0; i < 200; i++) {
                double a = wide(random);
                double b = wide(random);
                sum.add(a);
                sum.addProduct(a, b, -1);
                exact =
                        exact.add(new BigDecimal(a))
                                .subtract(new BigDecimal(a).multiply(new BigDecimal(b)));
            }
            assertThat(sum.value())
                    .isCloseTo(exact.doubleValue(), within(4e-16 * Math.abs(exact.doubleValue())));
        }
    }

    private static double wide(SplittableRandom random) {
        return random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-40, 40));
    }

    @Test
    void whatIsTakenAwayLeavesNoTrace() {
        MetricSums touched = new MetricSums();
        MetricSums plain = new MetricSums();
        double[] small = {0.1, 0.2, 0.7, 1e-5};
        for (double value : small) {
            plain.add(value, 3 * value);
        }
        touched.add(0.1, 0.3 * 1);
        touched.add(1e60, 1e60);
        touched.add(0.2, 0.6000000000000001);
        touched.remove(0.1, 0.3);
        touched.remove(1e60, 1e60);
        touched.remove(0.2, 0.6000000000000001);
        for (double value : small) {
            touched.add(value, 3 * value);
        }
        assertThat(touched.summary()).isEqualTo(plain.summary());
    }

    @Test
    void spreadIsThatOfWelfordWhereTheMeanIsLarge() {
        MetricSums sums = new MetricSums();
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            values.add(1e9 + (i % 7));
        }
        values.forEach(value -> sums.add(value, MetricSums.NO_COVARIATE));
        Moments expected = Moments.of(values.stream().mapToDouble(Double::doubleValue).toArray());
        Moments actual = sums.summary().all();
        assertThat(actual.mean()).isCloseTo(expected.mean(), within(1e-6));
        assertThat(actual.squares()).isCloseTo(expected.squares(), within(1e-3));
        assertThat(sums.summary().paired().count()).isZero();
    }

    @Test
    void outcomesThatAreAlikeHaveNoSpread() {
        MetricSums sums = new MetricSums();
        for (int i = 0; i < 1000; i++) {
            sums.add(0.1, 1e12);
        }
        assertThat(sums.summary().all().squares()).isCloseTo(0, within(1e-25));
        assertThat(sums.summary().paired().covariate().squares()).isZero();
    }
}
