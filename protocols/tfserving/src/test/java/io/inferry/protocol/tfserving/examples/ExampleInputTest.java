package io.inferry.protocol.tfserving.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.inferry.protocol.tfserving.proto.Example;
import io.inferry.protocol.tfserving.proto.ExampleList;
import io.inferry.protocol.tfserving.proto.ExampleListWithContext;
import io.inferry.protocol.tfserving.proto.Feature;
import io.inferry.protocol.tfserving.proto.Features;
import io.inferry.protocol.tfserving.proto.FloatList;
import io.inferry.protocol.tfserving.proto.Input;
import io.inferry.transport.protobuf.ProtoReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Examples as the bytes that the model gets. */
class ExampleInputTest {
    private static final Example ONE = example("x", 1);
    private static final Example TWO = example("x", 2);

    @Test
    void examplesStayTheBytesTheyCameAs() {
        byte[] examples =
                Input.newBuilder()
                        .setExampleList(ExampleList.newBuilder().addExamples(ONE).addExamples(TWO))
                        .build()
                        .toByteArray();

        assertThat(read(examples, examples.length))
                .containsExactly(ONE.toByteArray(), TWO.toByteArray());
        assertThat(read(examples, 1)).containsExactly(ONE.toByteArray(), TWO.toByteArray());
    }

    @Test
    void theContextComesInFront() throws InvalidProtocolBufferException {
        Example context = example("c", 5);
        byte[] input =
                Input.newBuilder()
                        .setExampleListWithContext(
                                ExampleListWithContext.newBuilder()
                                        .setContext(context)
                                        .addExamples(ONE)
                                        .addExamples(example("c", 6)))
                        .build()
                        .toByteArray();

        List<byte[]> read = read(input, 3);

        assertThat(read.getFirst()).startsWith(context.toByteArray()).endsWith(ONE.toByteArray());
        assertThat(Example.parseFrom(read.getFirst()).getFeatures().getFeatureMap().keySet())
                .containsExactlyInAnyOrder("c", "x");
        assertThat(Example.parseFrom(read.getLast())).isEqualTo(example("c", 6));
    }

    @Test
    void ofTwoKindsTheLastCounts() {
        byte[] list = input(ExampleList.newBuilder().addExamples(ONE).build(), 1);
        byte[] withContext =
                input(
                        ExampleListWithContext.newBuilder()
                                .setContext(TWO)
                                .addExamples(ONE)
                                .build(),
                        2);

        assertThat(read(joined(withContext, list), 7)).containsExactly(ONE.toByteArray());
        assertThat(read(joined(list, list), 7))
                .containsExactly(ONE.toByteArray(), ONE.toByteArray());
        assertThat(read(joined(list, withContext), 7))
                .containsExactly(joined(TWO.toByteArray(), ONE.toByteArray()));
    }

    @Test
    void anInputOfNothingHasNoExamples() {
        assertThat(read(new byte[0], 1)).isEmpty();
        assertThat(read(input(ExampleList.getDefaultInstance(), 1), 1)).isEmpty();
        assertThat(read(input(ExampleListWithContext.newBuilder().setContext(ONE).build(), 2), 1))
                .isEmpty();
        assertThat(read(input(ExampleList.newBuilder().addExamples(empty()).build(), 1), 1))
                .containsExactly(new byte[0]);
    }

    @Test
    void aLongContextForVeryManyExamplesIsRefused() {
        byte[] context = new byte[1 << 20];
        List<byte[]> examples = Collections.nCopies(257, new byte[3]);

        assertThatThrownBy(() -> Concatenation.inFrontOf(context, examples))
                .hasMessage(
                        "the examples with their context have 269484803 bytes, at most 268435456"
                                + " are taken");
        assertThat(Concatenation.inFrontOf(new byte[0], examples)).isSameAs(examples);
    }

    @Test
    void bytesThatAreNoInputAreRefused() {
        assertThatThrownBy(() -> read(new byte[] {10, 5, 1}, 8))
                .hasMessageContaining("no protobuf of its type");
    }

    private static Example empty() {
        return Example.getDefaultInstance();
    }

    private static Example example(String name, float value) {
        return Example.newBuilder()
                .setFeatures(
                        Features.newBuilder()
                                .putFeature(
                                        name,
                                        Feature.newBuilder()
                                                .setFloatList(
                                                        FloatList.newBuilder().addValue(value))
                                                .build()))
                .build();
    }

    private static byte[] input(Message list, int field) {
        byte[] bytes = list.toByteArray();
        return joined(new byte[] {(byte) (field << 3 | 2), (byte) bytes.length}, bytes);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return Concatenation.of(first, second);
    }

    /** Reads them in pieces, as a socket delivers. */
    private static List<byte[]> read(byte[] message, int pieceBytes) {
        List<ByteBuffer> pieces = new ArrayList<>();
        for (int at = 0; at < message.length; at += pieceBytes) {
            pieces.add(ByteBuffer.wrap(message, at, Math.min(pieceBytes, message.length - at)));
        }
        ExampleInput input = new ExampleInput();
        input.read(ProtoReader.of(pieces, message.length));
        return input.examples();
    }
}
