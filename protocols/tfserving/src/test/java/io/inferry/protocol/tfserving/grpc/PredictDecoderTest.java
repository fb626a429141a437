package io.inferry.protocol.tfserving.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.inferry.api.ServingException;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.contracts.CountingMemory;
import io.inferry.protocol.tfserving.proto.ModelSpec;
import io.inferry.protocol.tfserving.proto.PredictRequest;
import io.inferry.protocol.tfserving.wire.RequestedModel;
import io.inferry.transport.protobuf.ProtoReader;
import io.inferry.transport.protobuf.ProtoWriter;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PredictDecoderTest {
    private static final int ROUNDS = 3_000;

    private final CountingMemory memory = new CountingMemory();

    @AfterEach
    void nothingStaysAllocated() {
        assertThat(memory.blocks()).isZero();
    }

    @Test
    void anyMessageInAnyPiecesIsReadAsTheGeneratedReaderReadsIt() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            PredictRequest sent = message(random);
            try (PredictMessage read = decode(sent.toByteArray(), random)) {
                assertThat(read.model())
                        .as("seed %d", seed)
                        .contains(RequestedModel.of(sent.getModelSpec()));
                assertThat(read.inputs()).containsOnlyKeys(sent.getInputsMap().keySet());
                assertThat(read.outputs()).isEqualTo(sent.getOutputFilterList());
                assertThat(read.mistake()).isEmpty();
            }
        }
    }

    @Test
    void hurtMessagesAreReadOrRefusedAndNothingLeaks() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] whole = message(random).toByteArray();
            byte[] hurt = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
            for (int flips = random.nextInt(4); flips > 0 && hurt.length > 0; flips--) {
                hurt[random.nextInt(hurt.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                decode(hurt, random).close();
            } catch (ServingException e) {
                assertThat(e.text()).as("seed %d", seed).contains("no protobuf of its type");
            }
            assertThat(memory.blocks()).as("round %d seed %d", round, seed).isZero();
        }
    }

    @Test
    void laterValuesOfOneFieldCount() {
        byte[] first =
                GrpcCaller.to("a")
                        .setModelSpec(GrpcCaller.version("a", 1).setSignatureName("s"))
                        .putInputs("x", GrpcCaller.floats(1))
                        .build()
                        .toByteArray();
        byte[] second =
                PredictRequest.newBuilder()
                        .setModelSpec(ModelSpec.newBuilder().setVersionLabel("l"))
                        .putInputs("x", GrpcCaller.floats(2))
                        .build()
                        .toByteArray();
        byte[] both = ByteString.copyFrom(first).concat(ByteString.copyFrom(second)).toByteArray();

        try (PredictMessage read = decode(both, new Random(1))) {
            assertThat(read.model())
                    .contains(new RequestedModel("a", new VersionChoice.Label("l"), "s"));
            assertThat(read.inputs().get("x"))
                    .isInstanceOfSatisfying(
                            InputValue.Read.class,
                            x ->
                                    assertThat(((NumericTensor) x.tensor()).toFloats())
                                            .containsExactly(2));
        }
    }

    @Test
    void entriesMayHaveTheirValueFirst() {
        byte[] tensor = GrpcCaller.floats(5).toByteArray();
        byte[] message =
                bytes(
                        new ProtoWriter()
                                .message(2, new ProtoWriter().bytes(2, tensor).string(1, "x")));
        try (PredictMessage read = decode(message, new Random(1))) {
            assertThat(read.model()).isEmpty();
            assertThat(read.inputs()).containsOnlyKeys("x");
        }
    }

    @Test
    void entriesWithoutAValueHaveNoTensor() {
        byte[] message = bytes(new ProtoWriter().message(2, new ProtoWriter().string(1, "x")));
        try (PredictMessage read = decode(message, new Random(1))) {
            assertThat(read.inputs()).containsEntry("x", new InputValue.Malformed());
        }
    }

    @Test
    void bytesThatAreNoMessageAreRefused() {
        assertThatThrownBy(() -> decode(new byte[] {0}, new Random(1)))
                .isInstanceOf(ServingException.class)
                .hasMessageContaining("no protobuf of its type");
    }

    private PredictMessage decode(byte[] bytes, Random random) {
        return new PredictDecoder(memory)
                .decode(ProtoReader.of(Pieces.of(bytes, random), bytes.length));
    }

    private static byte[] bytes(ProtoWriter writer) {
        return ByteString.copyFrom(writer.take()).toByteArray();
    }

    private static PredictRequest message(Random random) {
        PredictRequest.Builder message =
                GrpcCaller.to("m").setModelSpec(GrpcCaller.version("m", random.nextInt(3)));
        for (int i = random.nextInt(4); i > 0; i--) {
            message.putInputs("in" + i, RandomTensor.next(random).proto());
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            message.addOutputFilter("out" + i);
        }
        return message.build();
    }
}
