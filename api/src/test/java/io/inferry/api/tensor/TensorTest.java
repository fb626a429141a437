package io.inferry.api.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.inferry.api.ServingException;
import java.lang.foreign.Arena;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TensorTest {
    private final AtomicInteger givenBack = new AtomicInteger();
    private final MemoryBlock block =
            new MemoryBlock(Arena.ofAuto().allocate(64, 64), gone -> givenBack.incrementAndGet());

    @Test
    void memoryIsGivenBackWhenTheLastTensorOverItCloses() {
        NumericTensor whole = NumericTensor.over(block, DataType.FLOAT32, Shape.of(4, 4));
        NumericTensor row = whole.rows(2, 1);

        whole.close();
        assertThat(givenBack).hasValue(0);
        row.close();

        assertThat(givenBack).hasValue(1);
    }

    @Test
    void closingTwiceGivesBackOnce() {
        NumericTensor tensor = NumericTensor.over(block, DataType.INT8, Shape.of(64));

        tensor.close();
        tensor.close();

        assertThat(givenBack).hasValue(1);
    }

    @Test
    void aClosedTensorRefusesEveryAccess() {
        NumericTensor tensor = NumericTensor.over(block, DataType.FLOAT32, Shape.of(16));
        tensor.close();

        assertThatIllegalStateException()
                .isThrownBy(tensor::segment)
                .withMessageContaining("FLOAT32[16]");
        assertThatIllegalStateException().isThrownBy(tensor::toFloats);
        assertThatIllegalStateException().isThrownBy(() -> tensor.rows(0, 1));
    }

    @Test
    void memoryThatWasGivenBackCannotBeRetained() {
        block.release();

        assertThat(block.isAlive()).isFalse();
        assertThatIllegalStateException().isThrownBy(block::retain);
        assertThatIllegalStateException().isThrownBy(block::release);
        assertThat(givenBack).hasValue(1);
    }

    @Test
    void rowsShareTheirMemory() {
        try (NumericTensor all =
                NumericTensor.ofFloats(TensorMemory.unpooled(), Shape.of(3, 2), 1, 2, 3, 4, 5, 6)) {
            try (NumericTensor last = all.rows(1, 2)) {
                assertThat(last.shape()).isEqualTo(Shape.of(2, 2));
                assertThat(last.toFloats()).containsExactly(3, 4, 5, 6);
                assertThat(last.segment().address()).isEqualTo(all.segment().address() + 8);
            }
        }
    }

    @Test
    void aShapeLargerThanItsMemoryIsRefusedWithBothSizes() {
        assertThatExceptionOfType(ServingException.class)
                .isThrownBy(() -> NumericTensor.over(block, DataType.FLOAT64, Shape.of(9)))
                .withMessageContaining("72")
                .withMessageContaining("64");
    }

    @Test
    void valuesThatDoNotFillTheShapeAreRefused() {
        assertThatExceptionOfType(ServingException.class)
                .isThrownBy(() ->
                        NumericTensor.ofLongs(TensorMemory.unpooled(), Shape.of(2, 2), 1, 2, 3))
                .withMessageContaining("4 elements")
                .withMessageContaining("3 values");
    }

    @Test
    void stringRowsKeepTheirElements() {
        try (StringTensor texts = StringTensor.ofTexts(Shape.of(2, 2), "a", "b", "", "zürich")) {
            assertThat(texts.rows(1, 1).toTexts()).containsExactly("", "zürich");
            assertThat(texts.byteSize()).isEqualTo(9);
        }
    }
}
