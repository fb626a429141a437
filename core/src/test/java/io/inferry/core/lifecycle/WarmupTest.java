package io.inferry.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.inferry.api.ServingException;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.settings.WarmupSettings;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WarmupTest {
    private static final TensorSpec IMAGES =
            new TensorSpec(
                    "images",
                    DataType.FLOAT32,
                    Shape.of(-1, 3, -1, -1),
                    List.of("batch", "", "height", "width"));

    private final List<String> shapes = new ArrayList<>();
    private final List<Tensor> inputs = new ArrayList<>();

    private void warm(WarmupSettings settings, TensorSpec... specs) {
        new Warmup(settings, TensorMemory.unpooled())
                .run(
                        new Signature("s", List.of(specs), List.of()),
                        (signature, given) -> {
                            given.values().forEach(tensor -> shapes.add(tensor.shape().toString()));
                            given.values().forEach(WarmupTest::assertZero);
                            inputs.addAll(given.values());
                            return Map.of();
                        });
        assertThat(inputs).allMatch(Tensor::isClosed);
    }

    private static void assertZero(Tensor tensor) {
        switch (tensor) {
            case NumericTensor numbers ->
                    assertThat(numbers.segment().toArray(ValueLayout.JAVA_BYTE))
                            .containsOnly((byte) 0);
            case StringTensor strings -> assertThat(strings.toTexts()).containsOnly("");
        }
    }

    @Test
    void aTableGetsAllItsColumnsAlsoThoseThatARequestMayLeaveOut() {
        var signature =
                new Signature(
                        "table",
                        List.of(
                                new TensorSpec("age", DataType.FLOAT64, Shape.of(-1)),
                                new TensorSpec("town", DataType.STRING, Shape.of(-1))),
                        List.of(),
                        Signature.PREDICT,
                        Set.of("age", "town"),
                        true);
        List<String> names = new ArrayList<>();

        new Warmup(WarmupSettings.STANDARD, TensorMemory.unpooled())
                .run(
                        signature,
                        (asked, given) -> {
                            names.addAll(given.keySet());
                            return Map.of();
                        });

        assertThat(names).startsWith("age", "town");
    }

    @Test
    void eachSizeRunsAsOftenAsConfiguredInTheSignaturesShapes() {
        warm(
                new WarmupSettings(2, List.of(1, 8), Map.of("height", 32L, "width", 16L), false),
                IMAGES);
        assertThat(shapes)
                .containsExactly("[1,3,32,16]", "[1,3,32,16]", "[8,3,32,16]", "[8,3,32,16]");
    }

    @Test
    void unknownDimensionsWithoutASizeAreOne() {
        warm(WarmupSettings.STANDARD, IMAGES);
        assertThat(shapes).containsExactly("[1,3,1,1]");
    }

    @Test
    void aModelOfFixedShapeRunsOneSizeOnly() {
        warm(
                new WarmupSettings(1, List.of(1, 8), Map.of(), false),
                new TensorSpec("x", DataType.INT64, Shape.of(4, 2)),
                new TensorSpec("scalar", DataType.BOOL, Shape.of()));
        assertThat(shapes).containsExactly("[4,2]", "[]");
    }

    @Test
    void stringsAreEmpty() {
        warm(WarmupSettings.STANDARD, new TensorSpec("text", DataType.STRING, Shape.of(-1, 2)));
        assertThat(shapes).containsExactly("[1,2]");
    }

    @Test
    void noIterationsMeanNoWarmUp() {
        warm(new WarmupSettings(0, List.of(1), Map.of(), false), IMAGES);
        assertThat(shapes).isEmpty();
    }

    @Test
    void inputsAreClosedWhenTheModelRefuses() {
        Warmup warmup = new Warmup(WarmupSettings.STANDARD, TensorMemory.unpooled());
        assertThatExceptionOfType(ServingException.class)
                .isThrownBy(() ->
                        warmup.run(
                                new Signature("s", List.of(IMAGES), List.of()),
                                (signature, given) -> {
                                    inputs.addAll(given.values());
                                    throw ServingException.invalidArgument("no zeros");
                                }));
        assertThat(inputs).hasSize(1).allMatch(Tensor::isClosed);
    }
}
