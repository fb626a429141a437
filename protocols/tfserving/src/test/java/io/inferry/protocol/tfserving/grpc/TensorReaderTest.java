package io.inferry.protocol.tfserving.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.inferry.api.ServingException;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.contracts.CountingMemory;
import io.inferry.protocol.tfserving.proto.TensorProto;
import io.inferry.protocol.tfserving.wire.TypeNumber;
import io.inferry.transport.protobuf.ProtoReader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TensorReaderTest {
    private static final int ROUNDS = 2_000;

    private final CountingMemory memory = new CountingMemory();
    private final TensorReader reader = new TensorReader(memory);

    @AfterEach
    void nothingStaysAllocated() {
        assertThat(memory.blocks()).isZero();
    }

    @Test
    void anyTensorIsReadAsThePlainReadingHasIt() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            RandomTensor sent = RandomTensor.next(random);
            InputValue value = read(sent.bytes(), random);
            String what = "round %d seed %d: %s".formatted(round, seed, sent.proto());
            switch (value) {
                case InputValue.Read(NumericTensor numbers) -> {
                    assertThat(numbers.dataType()).as(what).isEqualTo(sent.type());
                    assertThat(bytes(numbers)).as(what).isEqualTo(sent.expectedBytes());
                }
                case InputValue.Read(StringTensor texts) ->
                        assertThat(texts.elements())
                                .as(what)
                                .usingRecursiveComparison()
                                .isEqualTo(sent.expectedStrings());
                case InputValue.Malformed _ -> assertThat(sent.fits()).as(what).isFalse();
                case InputValue.Foreign _ -> throw new AssertionError(what);
            }
            value.close();
        }
    }

    @Test
    void cutAndFlippedMessagesAreReadOrRefused() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] whole = RandomTensor.next(random).bytes();
            byte[] hurt = java.util.Arrays.copyOf(whole, random.nextInt(whole.length + 1));
            for (int flips = random.nextInt(3); flips > 0 && hurt.length > 0; flips--) {
                hurt[random.nextInt(hurt.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                read(hurt, random).close();
            } catch (ServingException e) {
                assertThat(e.code().blame()).as("seed %d", seed).isNotNull();
            }
            assertThat(memory.blocks()).as("round %d seed %d", round, seed).isZero();
        }
    }

    @Test
    void fewerValuesAreFilledWithTheLastAndNoneWithZeros() {
        assertThat(floats(GrpcCaller.tensor(1, 4).addFloatVal(1).addFloatVal(2)))
                .containsExactly(1, 2, 2, 2);
        assertThat(floats(GrpcCaller.tensor(1, 2, 2))).containsExactly(0, 0, 0, 0);
        assertThat(floats(GrpcCaller.tensor(1, 2).addFloatVal(1).addFloatVal(2).addFloatVal(3)))
                .containsExactly(1, 2);
        assertThat(texts(GrpcCaller.tensor(7, 3).addStringVal(ByteString.copyFromUtf8("a"))))
                .containsExactly("a", "a", "a");
        assertThat(texts(GrpcCaller.tensor(7, 2))).containsExactly("", "");
    }

    @Test
    void contentWinsWhenItIsNotEmpty() {
        ByteString content = ByteString.copyFrom(new byte[] {0, 0, (byte) 0x80, 0x3f});
        assertThat(floats(GrpcCaller.tensor(1, 1).addFloatVal(7).setTensorContent(content)))
                .containsExactly(1);
        assertThat(
                        floats(
                                GrpcCaller.tensor(1, 1)
                                        .addFloatVal(7)
                                        .setTensorContent(ByteString.EMPTY)))
                .containsExactly(7);
        assertMalformed(GrpcCaller.tensor(1, 2).addFloatVal(7).setTensorContent(content));
    }

    @Test
    void booleansOfAnyByteBecomeZeroAndOne() {
        ByteString content = ByteString.copyFrom(new byte[] {0, 1, 2, -1});
        InputValue value = read(GrpcCaller.tensor(10, 4).setTensorContent(content));
        assertThat(bytes(numbers(value))).containsExactly(0, 1, 1, 1);
        value.close();
    }

    @Test
    void shapesThatNoTensorHasAreMalformed() {
        assertMalformed(GrpcCaller.tensor(1, -1).addFloatVal(1));
        assertMalformed(GrpcCaller.tensor(1, 1L << 32, 1L << 32));
        assertMalformed(GrpcCaller.tensor(7, Long.MAX_VALUE));
        assertMalformed(GrpcCaller.tensor(1, new long[255]));
        TensorProto.Builder unknown = GrpcCaller.tensor(1, 1);
        unknown.getTensorShapeBuilder().setUnknownRank(true);
        assertMalformed(unknown);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 101, 77, -1})
    void typesThatNoTensorHasAreMalformed(int type) {
        assertMalformed(GrpcCaller.tensor(type, 1));
    }

    @Test
    void typesThatOnlyTensorFlowHasAreNamed() {
        assertThat(read(GrpcCaller.tensor(8, 1))).isEqualTo(new InputValue.Foreign("complex64"));
        assertThat(read(GrpcCaller.tensor(12, 1))).isEqualTo(new InputValue.Foreign("quint8"));
        assertThat(read(GrpcCaller.tensor(20, 1))).isEqualTo(new InputValue.Foreign("resource"));
    }

    @Test
    void aFewBytesCannotAskForMuchMemory() {
        long dim = TensorReader.FILLED_BYTES_MAX / Float.BYTES + 1;
        assertThatThrownBy(() -> read(GrpcCaller.tensor(1, dim).addFloatVal(1)))
                .isInstanceOf(ServingException.class)
                .hasMessageContaining("is to be filled from a message of");
        assertThatThrownBy(() -> read(GrpcCaller.tensor(7, dim)))
                .isInstanceOf(ServingException.class);
    }

    @Test
    void scalarsAndEmptyTensorsAreTensors() {
        InputValue scalar = read(GrpcCaller.tensor(3).addIntVal(-5));
        assertThat(numbers(scalar).shape()).isEqualTo(Shape.of());
        assertThat(numbers(scalar).toInts()).containsExactly(-5);
        scalar.close();
        InputValue empty = read(GrpcCaller.tensor(3, 0, 7).addIntVal(-5));
        assertThat(numbers(empty).shape()).isEqualTo(Shape.of(0, 7));
        empty.close();
    }

    private void assertMalformed(TensorProto.Builder proto) {
        assertThat(read(proto)).isInstanceOf(InputValue.Malformed.class);
    }

    private float[] floats(TensorProto.Builder proto) {
        InputValue value = read(proto);
        float[] floats = numbers(value).toFloats();
        value.close();
        return floats;
    }

    private List<String> texts(TensorProto.Builder proto) {
        if (read(proto) instanceof InputValue.Read(StringTensor texts)) {
            return texts.toTexts();
        }
        throw new AssertionError("no strings");
    }

    private InputValue read(TensorProto.Builder proto) {
        return read(proto.build().toByteArray(), new Random(1));
    }

    private InputValue read(byte[] bytes, Random random) {
        return reader.read(ProtoReader.of(Pieces.of(bytes, random), bytes.length));
    }

    private static NumericTensor numbers(InputValue value) {
        if (value instanceof InputValue.Read(NumericTensor numbers)) {
            return numbers;
        }
        throw new AssertionError("no numbers but " + value);
    }

    private static byte[] bytes(NumericTensor tensor) {
        ByteBuffer view = tensor.segment().asByteBuffer();
        byte[] bytes = new byte[view.remaining()];
        view.get(bytes);
        return bytes;
    }

    @Test
    void everyTypeHasItsOwnNumber() {
        for (DataType type : DataType.values()) {
            assertThat(TypeNumber.type(TypeNumber.of(type))).isEqualTo(type);
        }
    }
}
