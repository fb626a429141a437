package io.inferry.protocol.openinference.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import inference.OpenInference.ModelInferRequest;
import io.inferry.api.ServingException;
import io.inferry.api.tensor.MemoryBlock;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.TensorMemory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProtoReaderTest {
    private static final int ROUNDS = 3_000;

    private final AtomicInteger blocksAlive = new AtomicInteger();
    private final TensorMemory memory = counting();
    private final InferCodec codec = new InferCodec(memory);

    @Test
    void messageInAnyPiecesIsTheSameMessage() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] bytes = message(random).toByteArray();
        for (int round = 0; round < 200; round++) {
            InferMessage message = codec.decode(pieces(bytes, random), bytes.length);

            assertThat(message.mistake()).as("seed %d", seed).isEmpty();
            assertThat(message.model()).isEqualTo("m");
            NumericTensor raw = (NumericTensor) message.inputs().handOver().get("a");
            assertThat(raw.toFloats()).as("seed %d", seed).containsExactly(1f, 2f, 3f);
            raw.close();
        }
        assertThat(blocksAlive).hasValue(0);
    }

    @Test
    void damagedMessageIsRefusedAndHoldsNothing() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = message(random).toByteArray();
            for (int hit = random.nextInt(4); hit >= 0; hit--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            int length = random.nextBoolean() ? bytes.length : random.nextInt(bytes.length);
            byte[] cut = java.util.Arrays.copyOf(bytes, length);
            try {
                codec.decode(pieces(cut, random), length).close();
            } catch (ServingException e) {
                assertThat(e.text()).as("seed %d", seed).isNotBlank();
            }
            assertThat(blocksAlive).as("seed %d, round %d", seed, round).hasValue(0);
        }
    }

    @Test
    void bytesThatAreNoMessageAreRefused() {
        for (byte[] bytes :
                List.of(
                        new byte[] {0x3A, 0x7F, 1},
                        new byte[] {0x00},
                        new byte[] {0x0B},
                        new byte[] {0x0A},
                        new byte[] {0x0A, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1},
                        new byte[] {0x08, 1})) {
            assertThatThrownBy(() -> codec.decode(List.of(ByteBuffer.wrap(bytes)), bytes.length))
                    .isInstanceOf(ServingException.class)
                    .hasMessageContaining("no protobuf of its type");
        }
    }

    @Test
    void unknownFieldsArePassedOver() {
        byte[] known = ModelInferRequest.newBuilder().setModelName("m").build().toByteArray();
        byte[] bytes = new byte[known.length + 14];
        System.arraycopy(known, 0, bytes, 0, known.length);
        // Field 15 as a varint, as fixed64 and as bytes.
        byte[] more = {0x78, 5, 0x79, 1, 2, 3, 4, 5, 6, 7, 8, 0x7A, 1, 9};
        System.arraycopy(more, 0, bytes, known.length, more.length);

        assertThat(codec.decode(List.of(ByteBuffer.wrap(bytes)), bytes.length).model())
                .isEqualTo("m");
    }

    private static ModelInferRequest message(Random random) {
        ModelInferRequest.Builder request =
                ModelInferRequest.newBuilder()
                        .setModelName("m")
                        .setId("i".repeat(random.nextInt(9)));
        request.addInputs(GrpcCaller.input("a", "FP32", 3));
        request.addRawInputContents(
                ByteString.copyFrom(new byte[] {0, 0, -128, 63, 0, 0, 0, 64, 0, 0, 64, 64}));
        return request.build();
    }

    private static List<ByteBuffer> pieces(byte[] bytes, Random random) {
        List<ByteBuffer> pieces = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int count = random.nextInt(Math.min(8, bytes.length - at) + 1);
            pieces.add(ByteBuffer.wrap(bytes, at, count));
            at += count;
        }
        return pieces;
    }

    private TensorMemory counting() {
        return new TensorMemory() {
            @Override
            public MemoryBlock allocate(long byteSize) {
                blocksAlive.incrementAndGet();
                return new MemoryBlock(
                        TensorMemory.unpooled().allocate(byteSize).segment(),
                        _ -> blocksAlive.decrementAndGet());
            }

            @Override
            public long usedBytes() {
                return 0;
            }
        };
    }
}
