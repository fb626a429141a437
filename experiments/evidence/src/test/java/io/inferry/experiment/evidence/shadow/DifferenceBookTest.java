package io.inferry.experiment.evidence.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.inferry.api.ServingException;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.Signature;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.observer.ShadowPair;
import io.inferry.api.observer.ShadowPair.Answered;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.api.traffic.Assignment;
import io.inferry.experiment.evidence.outputs.PredictionTerms;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DifferenceBookTest {
    private static final TensorMemory MEMORY = TensorMemory.unpooled();
    private static final VersionChoice SHADOW = new VersionChoice.Exact(2);

    private final DifferenceBook book =
            new DifferenceBook(PredictionTerms.STANDARD, new Tolerance(0.01, 0.1));
    private int asked;

    private static Tensor floats(float... values) {
        return NumericTensor.ofFloats(MEMORY, Shape.of(1, values.length), values);
    }

    private void compare(Tensor live, Tensor shadow) {
        compare(Map.of("y", live), Map.of("y", shadow));
    }

    private void compare(Map<String, Tensor> live, Map<String, Tensor> shadow) {
        add(live, new Answered.Outputs(new ModelId("m", 2), shadow, 4_000_000));
    }

    private void add(Map<String, Tensor> live, Answered answer) {
        asked++;
        book.add(
                new ShadowPair(
                        new Assignment(
                                "0000000a-" + asked,
                                Assignment.Cause.EXPERIMENT,
                                "e",
                                new VersionChoice.Exact(1),
                                1,
                                false),
                        new Signature("s", List.of(), List.of()),
                        Map.of("x", floats(asked)),
                        new ShadowPair.Live(new ModelId("m", 1), live, 2_000_000),
                        SHADOW,
                        answer));
    }

    @Test
    void numbersWithinTheToleranceAgree() {
        compare(floats(1, 2, 10), floats(1.05f, 2, 10.9f));
        DifferenceSummary summary = book.summary();
        assertThat(summary.agreement().successes()).isEqualTo(1);
        assertThat(summary.differences().mean()).isCloseTo(0.9, within(1e-6));
        assertThat(summary.live().millis().mean()).isEqualTo(2);
        assertThat(summary.shadow().millis().mean()).isEqualTo(4);
        assertThat(book.offenders()).isEmpty();
    }

    @Test
    void oneNumberBeyondTheToleranceIsDisagreement() {
        compare(floats(1, 2, 10), floats(1, 2, 12));
        assertThat(book.summary().agreement().mean()).isZero();
        Offender offender = book.offenders().getFirst();
        assertThat(offender.difference()).isCloseTo(2 / 1.21, within(1e-9));
        assertThat(offender.why()).isEqualTo("output 'y' at 2: 10.0 live, 12.0 of the shadow");
        assertThat(offender.view())
                .containsEntry("id", "0000000a-1")
                .containsEntry("shadow", "version 2")
                .containsEntry(
                        "inputs",
                        Map.of(
                                "x",
                                Map.of(
                                        "dtype",
                                        "FLOAT32",
                                        "shape",
                                        List.of(1L, 1L),
                                        "elements",
                                        List.of(1f))));
    }

    @Test
    void nanAgreesWithNanAndInfinityWithItself() {
        compare(
                floats(Float.NaN, Float.POSITIVE_INFINITY),
                floats(Float.NaN, Float.POSITIVE_INFINITY));
        assertThat(book.summary().agreement().mean()).isEqualTo(1);
        compare(floats(Float.NaN, 1), floats(1, 1));
        compare(floats(Float.NEGATIVE_INFINITY), floats(Float.POSITIVE_INFINITY));
        assertThat(book.summary().agreement().successes()).isEqualTo(1);
        assertThat(book.offenders().getFirst().view()).containsEntry("difference", "infinite");
    }

    @Test
    void withoutToleranceOnlyTheSameAgrees() {
        var exact = new Tolerance(0, 0);
        assertThat(exact.excess(1, 1)).isZero();
        assertThat(exact.excess(0.0, -0.0)).isZero();
        assertThat(exact.excess(1, 1.0000001)).isInfinite();
    }

    @Test
    void anotherLargestClassIsAFlip() {
        compare(floats(.1f, .5f, .4f), floats(.1f, .49f, .41f));
        compare(floats(.1f, .5f, .4f), floats(.1f, .4f, .5f));
        compare(floats(7), floats(7));
        assertThat(book.summary().flips().successes()).isEqualTo(1);
        assertThat(book.summary().flips().trials()).isEqualTo(2);
    }

    @Test
    void vectorsAreRanked() {
        compare(floats(1, 2, 3), floats(3, 2, 1));
        compare(floats(1, 2, 3), floats(10, 20, 30));
        assertThat(book.summary().ranks().count()).isEqualTo(2);
        assertThat(book.summary().ranks().mean()).isZero();
    }

    @Test
    void textsAgreeExactly() {
        compare(
                StringTensor.ofTexts(Shape.of(2), "a", "b"),
                StringTensor.ofTexts(Shape.of(2), "a", "b"));
        compare(
                StringTensor.ofTexts(Shape.of(2), "a", "b"),
                StringTensor.ofTexts(Shape.of(2), "a", "c"));
        assertThat(book.summary().agreement().successes()).isEqualTo(1);
        assertThat(book.offenders().getFirst().why()).contains("'y' at 1");
    }

    @Test
    void otherNamesDtypesAndShapesCannotBeCompared() {
        compare(Map.of("y", floats(1)), Map.of("z", floats(1)));
        compare(floats(1), NumericTensor.ofDoubles(MEMORY, Shape.of(1, 1), 1));
        compare(floats(1, 2), floats(1));
        DifferenceSummary summary = book.summary();
        assertThat(summary.mismatched()).isEqualTo(3);
        assertThat(summary.agreement().mean()).isZero();
        assertThat(summary.differences().count()).isZero();
        assertThat(book.offenders()).allMatch(each -> Double.isInfinite(each.difference()));
    }

    @Test
    void aFailedShadowDoesNotAgreeAndASkippedOneSaysNothing() {
        add(Map.of("y", floats(1)), new Answered.Failed(ServingException.unavailable("gone")));
        add(Map.of("y", floats(1)), new Answered.Skipped("4 copies are in flight"));
        DifferenceSummary summary = book.summary();
        assertThat(summary.pairs()).isEqualTo(1);
        assertThat(summary.failed()).isEqualTo(1);
        assertThat(summary.skipped()).isEqualTo(1);
        assertThat(book.offenders().getFirst().why()).contains("gone");
    }

    @Test
    void theWorstAreKeptAndNoMore() {
        for (int i = 1; i <= 100; i++) {
            compare(floats(0), floats(i));
        }
        List<Offender> offenders = book.offenders();
        assertThat(offenders).hasSize(Offenders.MAX);
        assertThat(offenders.getFirst().id()).isEqualTo("0000000a-100");
        assertThat(offenders.getLast().id()).isEqualTo("0000000a-69");
    }

    @Test
    void whatIsKeptOfATensorIsBounded() {
        Map<String, Object> text =
                TensorText.of(
                        Map.of(
                                "y",
                                NumericTensor.ofFloats(
                                        MEMORY, Shape.of(10_000), new float[10_000])));
        @SuppressWarnings("unchecked")
        Map<String, Object> one = (Map<String, Object>) text.get("y");
        assertThat((List<?>) one.get("elements")).hasSize(TensorText.BYTES_MAX / Float.BYTES);
        assertThat(one).containsEntry("truncated", true);
    }

    @Test
    void tensorsBecomeWhatJsonCanSay() {
        Map<String, Object> text =
                TensorText.of(
                        Map.of(
                                "s",
                                StringTensor.of(
                                        Shape.of(2),
                                        List.of(new byte[] {'a'}, new byte[] {(byte) 0xff}))));
        assertThat(text.get("s").toString()).contains("a").contains("b64=/w==");
        Map<String, Object> odd = TensorText.of(Map.of("f", floats(Float.NaN, 1.5f)));
        assertThat(odd.get("f").toString()).contains("NaN").contains("1.5");
    }
}
