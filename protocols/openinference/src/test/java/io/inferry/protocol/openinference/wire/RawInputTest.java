package io.inferry.protocol.openinference.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.tensor.MemoryBlock;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RawInputTest {
    private final TensorMemory memory = TensorMemory.unpooled();

    @Test
    void numbersAreCopiedAsTheyAre() {
        byte[] bytes = floats(1.5f, -2f, Float.NaN);
        Declaration declared = Declaration.of("x", "FP32", 3);

        try (Tensor tensor = RawInput.copy(declared, MemorySegment.ofArray(bytes), memory)) {
            assertThat(((NumericTensor) tensor).toFloats()).containsExactly(1.5f, -2f, Float.NaN);
        }
    }

    @Test
    void stringsComeBackAsTheyWent() {
        StringTensor texts =
                StringTensor.ofTexts(io.inferry.api.tensor.Shape.of(2, 1), "", "grüße");
        ByteBuffer raw = RawOutput.view(texts);

        Tensor back =
                RawInput.copy(
                        Declaration.of("s", "BYTES", 2, 1), MemorySegment.ofBuffer(raw), memory);

        assertThat(((StringTensor) back).toTexts()).containsExactly("", "grüße");
        assertThat(RawOutput.byteSize(texts)).isEqualTo(raw.remaining());
    }

    @Test
    void hugeShapeWithLittleDataAllocatesNothing() {
        AtomicLong asked = new AtomicLong();
        TensorMemory counting = counting(asked);
        Declaration declared = Declaration.of("x", "FP32", 1L << 40, 1L << 20);

        assertThatThrownBy(
                        () -> RawInput.copy(declared, MemorySegment.ofArray(floats(1f)), counting))
                .hasMessageContaining("input byte size mismatch for input 'x'")
                .hasMessageContaining("got 4");
        assertThat(asked).hasValue(0);
    }

    @Test
    void shapeProductBeyondALongIsRefused() {
        assertThatThrownBy(() -> Declaration.of("x", "FP32", 1L << 40, 1L << 40))
                .hasMessageContaining("more elements than a long can count");
        assertThatThrownBy(() -> Declaration.of("x", "FP32", -1))
                .hasMessageContaining("Unable to parse 'shape'");
    }

    @Test
    void stringThatEndsEarlyIsRefused() {
        byte[] lies = {9, 0, 0, 0, 'a'};
        byte[] stump = {9, 0};
        Declaration one = Declaration.of("s", "BYTES", 1);

        assertThatThrownBy(() -> RawInput.copy(one, MemorySegment.ofArray(lies), memory))
                .hasMessageContaining("expecting 9 bytes but only 1 bytes available");
        assertThatThrownBy(() -> RawInput.copy(one, MemorySegment.ofArray(stump), memory))
                .hasMessageContaining("expecting 4 bytes but only 2 bytes available");
    }

    @Test
    void booleansAreZeroOrOne() {
        Declaration declared = Declaration.of("b", "BOOL", 2);

        RawInput.copy(declared, MemorySegment.ofArray(new byte[] {0, 1}), memory).close();
        assertThatThrownBy(() ->
                        RawInput.copy(declared, MemorySegment.ofArray(new byte[] {1, 2}), memory))
                .hasMessageContaining("byte 1 is 2");
    }

    @Test
    void adoptedBlockIsGivenBackWhenItDoesNotFit() {
        AtomicLong alive = new AtomicLong();
        MemoryBlock block = counting(alive).allocate(8);

        assertThatThrownBy(() -> RawInput.adopt(Declaration.of("x", "INT64", 2), block, 8))
                .hasMessageContaining("expected 16 bytes, got 8");
        assertThat(alive).hasValue(0);
    }

    @Test
    void adoptedStringsLeaveTheBlock() {
        AtomicLong alive = new AtomicLong();
        MemoryBlock block = counting(alive).allocate(5);
        block.segment().copyFrom(MemorySegment.ofArray(new byte[] {1, 0, 0, 0, 'z'}));

        Tensor tensor = RawInput.adopt(Declaration.of("s", "BYTES", 1), block, 5);

        assertThat(((StringTensor) tensor).elements().getFirst())
                .isEqualTo("z".getBytes(StandardCharsets.UTF_8));
        assertThat(alive).hasValue(0);
    }

    private static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    private static TensorMemory counting(AtomicLong bytesAlive) {
        return new TensorMemory() {
            @Override
            public MemoryBlock allocate(long byteSize) {
                bytesAlive.addAndGet(byteSize);
                return new MemoryBlock(
                        TensorMemory.unpooled().allocate(byteSize).segment(),
                        _ -> bytesAlive.addAndGet(-byteSize));
            }

            @Override
            public long usedBytes() {
                return bytesAlive.get();
            }
        };
    }
}
