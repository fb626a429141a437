package io.inferry.transport.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.transport.http.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strings: escapes, UTF-8, and the way back. */
final class JsonStringTest {
    private final long seed = Long.getLong("inferry.seed", System.nanoTime());
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(seed);

    @Test
    void escapesMeanWhatTheStandardSays() {
        var reader =
                JsonReaderTest.reader(
                        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00E9\\u20ac\\ud83d\\ude00z\"");
        assertThat(reader.string()).isEqualTo("\"\\/\b\f\n\r\tA\u00e9\u20ac\ud83d\ude00z");
    }

    @Test
    void bytesOfAStringAreItsUtf8() {
        var reader = JsonReaderTest.reader("[\"\u00e9\",\"\\u00e9\"]");
        reader.beginArray();
        assertThat(reader.stringBytes()).isEqualTo(new byte[] {(byte) 0xC3, (byte) 0xA9});
        assertThat(reader.stringBytes()).isEqualTo(new byte[] {(byte) 0xC3, (byte) 0xA9});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "c0af",
                "c1bf",
                "c3",
                "e08080",
                "eda080",
                "e282",
                "f0808080",
                "f4908080",
                "f5808080",
                "fe",
                "c328"
            })
    void brokenUtf8IsRefused(String hex) {
        byte[] bytes = HexFormat.of().parseHex("22" + "6162636465666768" + hex + "22");
        assertThatThrownBy(() -> new JsonReader(Bytes.of(bytes)).string())
                .isInstanceOf(JsonSyntaxException.class)
                .hasMessage("Invalid encoding in string. at offset: 9");
    }

    @Test
    void utf8IsAcceptedExactlyWhenTheJdkDecodesIt() {
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[8];
            random.nextBytes(bytes);
            bytes[0] = '"';
            bytes[7] = '"';
            for (int j = 1; j < 7; j++) {
                // Mostly lead and continuation bytes, so that many are well-formed.
                bytes[j] = (byte) (0x80 | bytes[j]);
            }
            assertThat(isString(bytes))
                    .as("%s seed %d", HexFormat.of().formatHex(bytes), seed)
                    .isEqualTo(isUtf8(bytes));
        }
    }

    @Test
    void whatTheWriterWritesTheReaderReads() {
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(40);
            while (text.length() < length) {
                int codePoint = random.nextInt(random.nextBoolean() ? 0x80 : 0x11_0000);
                if (codePoint < 0xD800 || codePoint > 0xDFFF) {
                    text.appendCodePoint(codePoint);
                }
            }
            Bytes json = new JsonWriter(FloatStyle.SHORTEST).string(text.toString()).toBytes();
            assertThat(new JsonReader(json).string())
                    .as("seed %d", seed)
                    .isEqualTo(text.toString());
        }
    }

    @Test
    void stringsAreWrittenWithTheEscapesThatJsonNeeds() {
        String text = "a\"b\\c/\b\f\n\r\t\u0000\u001f\u007f\u00e9";
        assertThat(new JsonWriter(FloatStyle.SHORTEST).string(text).toBytes().text())
                .isEqualTo("\"a\\\"b\\\\c/\\b\\f\\n\\r\\t\\u0000\\u001f\u007f\u00e9\"");
    }

    @Test
    void bytesThatAreNotUtf8PassAsTheyAre() {
        byte[] raw = {(byte) 0xFF, '"', (byte) 0x80};
        Bytes json = new JsonWriter(FloatStyle.SHORTEST).string(raw).toBytes();
        byte[] written = new byte[json.length()];
        System.arraycopy(json.array(), json.offset(), written, 0, written.length);
        assertThat(written).isEqualTo(new byte[] {'"', (byte) 0xFF, '\\', '"', (byte) 0x80, '"'});
    }

    private static boolean isString(byte[] bytes) {
        try {
            new JsonReader(Bytes.of(bytes)).string();
            return true;
        } catch (JsonSyntaxException e) {
            return false;
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 1, 6));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
