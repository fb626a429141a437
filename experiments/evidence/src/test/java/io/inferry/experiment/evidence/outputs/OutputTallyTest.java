package io.inferry.experiment.evidence.outputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OutputTallyTest {
    private static final TensorMemory MEMORY = TensorMemory.unpooled();

    private final OutputTally tally = new OutputTally("");

    private static Map<String, Tensor> value(double value) {
        return Map.of("y", NumericTensor.ofDoubles(MEMORY, Shape.of(1), value));
    }

    private static Map<String, Tensor> vector(float... values) {
        return Map.of("y", NumericTensor.ofFloats(MEMORY, Shape.of(1, values.length), values));
    }

    private void add(Map<String, Tensor> outputs) {
        tally.add(outputs, 1, new PredictionReader(PredictionTerms.STANDARD).read(outputs, 1));
    }

    @Test
    void answersWithNaNOrInfinityAreInvalid() {
        add(vector(0.1f, Float.NaN));
        add(vector(Float.NEGATIVE_INFINITY, 1));
        add(vector(0.1f, 0.9f));
        add(Map.of("y", StringTensor.ofTexts(Shape.of(1), "cat")));
        OutputSummary summary = tally.summary();
        assertThat(summary.invalid().successes()).isEqualTo(2);
        assertThat(summary.answers()).isEqualTo(4);
    }

    @Test
    void aNaNAmongManyElementsIsSeenWhereItIsLookedFor() {
        float[] many = new float[100_000];
        many[391 * 3] = Float.NaN;
        add(vector(many));
        assertThat(tally.summary().invalid().successes()).isEqualTo(1);
    }

    @Test
    void allTheSameAnswersAreConstant() {
        add(vector(0.1f, 0.9f));
        assertThat(tally.summary().constant()).isFalse();
        add(vector(0.1f, 0.9f));
        assertThat(tally.summary().constant()).isTrue();
        add(vector(0.2f, 0.8f));
        assertThat(tally.summary().constant()).isFalse();
    }

    @Test
    void requestsOfManySizesDoNotHideThatAnswersAreConstant() {
        for (int rows = 1; rows < 5; rows++) {
            Tensor same = NumericTensor.ofFloats(MEMORY, Shape.of(rows, 2), new float[2 * rows]);
            tally.add(Map.of("y", same), rows, Prediction.NONE);
        }
        assertThat(tally.summary().constant()).isTrue();
        float[] last = {0, 0, 0, Float.NaN};
        Tensor invalid = NumericTensor.ofFloats(MEMORY, Shape.of(2, 2), last);
        tally.add(Map.of("y", invalid), 2, Prediction.NONE);
        assertThat(tally.summary().invalid().successes()).isEqualTo(1);
    }

    @Test
    void differentAnswersAreToldApartUpToABound() {
        for (int i = 0; i < 1000; i++) {
            add(value(i));
        }
        assertThat(tally.summary().distinct()).hasSize(DistinctAnswers.MAX);
    }

    @Test
    void binsAscendWithTheirValues() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 100_000; i++) {
            double a = random.nextDouble(-1, 1) * Math.pow(2, random.nextInt(-30, 30));
            double b = random.nextDouble(-1, 1) * Math.pow(2, random.nextInt(-30, 30));
            assertThat(ValueBins.of(Math.min(a, b)))
                    .isLessThanOrEqualTo(ValueBins.of(Math.max(a, b)));
            assertThat(ValueBins.of(a)).isBetween(0, ValueBins.SIZE - 1);
        }
        assertThat(ValueBins.of(Double.MAX_VALUE)).isEqualTo(ValueBins.SIZE - 1);
        assertThat(ValueBins.of(-Double.MAX_VALUE)).isZero();
        assertThat(ValueBins.of(1000)).isNotEqualTo(ValueBins.of(1020));
    }

    @Test
    void driftIsSeenInEqualPartsOfTheControl() {
        OutputTally other = new OutputTally("");
        SplittableRandom random = new SplittableRandom(7);
        PredictionReader reader = new PredictionReader(PredictionTerms.STANDARD);
        for (int i = 0; i < 10_000; i++) {
            add(value(1000 + 10 * random.nextGaussian()));
            Map<String, Tensor> shifted = value(1015 + 10 * random.nextGaussian());
            other.add(shifted, 1, reader.read(shifted, 1));
        }
        DriftCounts drift = tally.summary().against(other.summary(), 10);
        assertThat(drift.control().sum()).isEqualTo(10_000);
        assertThat(drift.candidate().sum()).isEqualTo(10_000);
        assertThat(drift.control().size()).isBetween(4, 10);
        int last = drift.control().size() - 1;
        assertThat(drift.candidate().at(last)).isGreaterThan(2 * drift.control().at(last));
    }

    @Test
    void vectorsDriftByTheirLargestClass() {
        OutputTally other = new OutputTally("");
        PredictionReader reader = new PredictionReader(PredictionTerms.STANDARD);
        for (int i = 0; i < 10; i++) {
            add(vector(0.1f, 0.9f, 0));
            Map<String, Tensor> flipped = vector(0.9f, 0.1f, 0);
            other.add(flipped, 1, reader.read(flipped, 1));
        }
        DriftCounts drift = tally.summary().against(other.summary(), 10);
        assertThat(drift.control().toArray()).containsExactly(0, 10);
        assertThat(drift.candidate().toArray()).containsExactly(10, 0);
    }

    @Test
    void anEmptyAnswerIsAnAnswer() {
        add(Map.of());
        add(Map.of("y", NumericTensor.ofFloats(MEMORY, Shape.of(0, 3))));
        add(Map.of("y", StringTensor.ofTexts(Shape.of(0))));
        assertThat(tally.summary().answers()).isEqualTo(3);
    }
}
