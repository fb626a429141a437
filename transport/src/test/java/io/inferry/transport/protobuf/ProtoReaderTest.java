package io.inferry.transport.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ServingException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProtoReaderTest {
    @Test
    void whatTheWriterWroteIsReadFromAnyPieces() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] message =
                bytes(
                        new ProtoWriter()
                                .string(1, "é")
                                .integer(2, -1)
                                .integer(2, 0)
                                .bool(3, true)
                                .bytes(4, new byte[] {7, 8})
                                .packed(5, 1, 300, -2)
                                .message(6, new ProtoWriter().integer(2, 42))
                                .fields(new ProtoWriter().integer(7, 1L << 40)));
        for (int round = 0; round < 200; round++) {
            assertThat(read(reader(message, random)))
                    .as("seed %d", seed)
                    .containsExactly(
                            "1 é",
                            "2 -1",
                            "3 1",
                            "4 [7, 8]",
                            "5 1 300 -2",
                            "6 2 42",
                            "7 1099511627776");
        }
    }

    private static List<String> read(ProtoReader reader) {
        List<String> fields = new ArrayList<>();
        while (reader.next()) {
            String value =
                    switch (reader.field()) {
                        case 1 -> reader.string();
                        case 4 -> Arrays.toString(reader.bytes());
                        case 5 -> packed(reader);
                        case 6 -> String.join("", read(reader.message()));
                        default -> Long.toString(reader.varint());
                    };
            fields.add(reader.field() + " " + value);
        }
        return fields;
    }

    private static String packed(ProtoReader reader) {
        StringBuilder text = new StringBuilder();
        long end = reader.beginPacked();
        while (reader.position() < end) {
            text.append(text.isEmpty() ? "" : " ").append(reader.varint());
        }
        return text.toString();
    }

    @Test
    void secondReaderStartsWhereTheFirstStood() {
        byte[] message = bytes(new ProtoWriter().integer(1, 5).integer(2, 6));
        ProtoReader first = reader(message, new Random(1));
        assertThat(first.next()).isTrue();
        assertThat(first.varint()).isEqualTo(5);

        ProtoReader second = first.again();
        first.next();
        first.skip();

        assertThat(read(second)).containsExactly("2 6");
        assertThat(first.next()).isFalse();
    }

    @Test
    void bytesWithoutTagsAreReadOneAfterTheOther() {
        byte[] raw = {(byte) 0xAC, 0x02, 1, 2, 3};
        ProtoReader reader = reader(raw, new Random(1));

        assertThat(reader.nextVarint()).isEqualTo(300);
        assertThat(reader.nextBytes(2)).containsExactly(1, 2);
        byte[] rest = new byte[1];
        reader.copyTo(MemorySegment.ofArray(rest));
        assertThat(rest).containsExactly(3);
        assertThatThrownBy(() -> reader.nextBytes(1)).isInstanceOf(ServingException.class);
        assertThatThrownBy(reader::nextVarint).isInstanceOf(ServingException.class);
    }

    @Test
    void lengthsBeyondTheMessageAreRefused() {
        byte[] message = {0x0A, 5, 'a'};
        ProtoReader reader = reader(message, new Random(1));
        assertThat(reader.next()).isTrue();

        assertThatThrownBy(reader::string)
                .isInstanceOf(ServingException.class)
                .hasMessageContaining("field 1 claims 5 bytes, there are 1");
    }

    @Test
    void writtenBytesAreCounted() {
        ProtoWriter writer = new ProtoWriter().string(1, "a".repeat(300));
        assertThat(writer.length()).isEqualTo(303);
        assertThat(new String(bytes(writer), 3, 300, StandardCharsets.UTF_8)).startsWith("aaa");
        assertThat(writer.length()).isZero();
    }

    private static byte[] bytes(ProtoWriter writer) {
        ByteBuffer written = writer.take();
        byte[] bytes = new byte[written.remaining()];
        written.get(bytes);
        return bytes;
    }

    private static ProtoReader reader(byte[] bytes, Random random) {
        List<ByteBuffer> pieces = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int length = Math.min(bytes.length - at, 1 + random.nextInt(5));
            pieces.add(ByteBuffer.wrap(bytes, at, length));
            at += length;
        }
        return ProtoReader.of(pieces, bytes.length);
    }
}
