package io.inferry.core.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.settings.BatchSettings;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowRuleTest {
    private static TensorSpec spec(String name, long... dims) {
        return new TensorSpec(name, DataType.FLOAT32, Shape.of(dims));
    }

    private static TensorSpec named(String name, String firstDim) {
        return new TensorSpec(name, DataType.FLOAT32, Shape.of(-1, 4), List.of(firstDim, ""));
    }

    private static boolean joins(List<TensorSpec> inputs, TensorSpec output) {
        var signature = new Signature("s", inputs, List.of(output));
        return new RowRule(signature, BatchSettings.STANDARD).joins();
    }

    @Test
    void joinsWhenEveryFirstDimensionIsUnknown() {
        assertThat(joins(List.of(spec("a", -1, 4), spec("b", -1)), spec("y", -1))).isTrue();
    }

    @Test
    void doesNotJoinWhenOneFirstDimensionIsKnown() {
        assertThat(joins(List.of(spec("a", -1, 4), spec("b", 1)), spec("y", -1))).isFalse();
        assertThat(joins(List.of(spec("a", -1, 4)), spec("y", 1))).isFalse();
    }

    @Test
    void doesNotJoinScalars() {
        assertThat(joins(List.of(spec("a")), spec("y", -1))).isFalse();
    }

    @Test
    void doesNotJoinInputsWhoseRowsHaveDifferentNames() {
        assertThat(joins(List.of(named("a", "batch"), named("b", "time")), spec("y", -1)))
                .isFalse();
        assertThat(joins(List.of(named("a", "batch"), named("b", "batch")), spec("y", -1)))
                .isTrue();
        assertThat(joins(List.of(named("a", "batch"), named("b", "")), spec("y", -1))).isTrue();
    }

    @Test
    void doesNotJoinWhenBatchingIsOff() {
        var off = new BatchSettings(BatchSettings.Mode.OFF, 8, Duration.ZERO, List.of(), List.of());
        var signature = new Signature("s", List.of(spec("a", -1)), List.of(spec("y", -1)));
        assertThat(new RowRule(signature, off).joins()).isFalse();
    }
}
