package io.inferry.transport.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.transport.http.Bytes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Names that are expected, and numbers as they are written. */
final class JsonNamesTest {
    private static JsonReader in(String object) {
        var reader = new JsonReader(Bytes.utf8(object));
        reader.beginObject();
        return reader;
    }

    private static byte[] utf8(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void theExpectedNameIsPassed() {
        JsonReader reader = in("{ \"é\" : 1, \"b\": 2}");
        assertThat(reader.skipName(utf8("é"))).isTrue();
        assertThat(reader.longNumber()).isEqualTo(1);
        assertThat(reader.hasNext()).isTrue();
        assertThat(reader.skipName(utf8("b"))).isTrue();
        assertThat(reader.longNumber()).isEqualTo(2);
        reader.endObject();
    }

    @Test
    void anotherNameIsLeftToBeRead() {
        for (String other : new String[] {"", "a", "abc", "b"}) {
            JsonReader reader = in("{\"ab\": 1}");
            assertThat(reader.skipName(utf8(other))).isFalse();
            assertThat(reader.nextName()).isEqualTo("ab");
        }
        JsonReader escaped = in("{\"\\u0061\": 1}");
        assertThat(escaped.skipName(utf8("a"))).isFalse();
        assertThat(escaped.nextName()).isEqualTo("a");
    }

    @Test
    void aNameAtTheEndIsNotRunOver() {
        for (String cut : new String[] {"{\"a", "{\"", "{\"a\""}) {
            JsonReader reader = in(cut);
            assertThatThrownBy(
                            () -> {
                                if (!reader.skipName(utf8("a"))) {
                                    reader.nextName();
                                }
                            })
                    .isInstanceOf(JsonSyntaxException.class);
        }
    }

    @Test
    void aNumberIsGivenAsItIsWritten() {
        var reader = new JsonReader(Bytes.utf8("[1.50, -0e+3, NaN, \"x\"]"));
        reader.beginArray();
        for (String written : new String[] {"1.50", "-0e+3", "NaN"}) {
            assertThat(reader.hasNext()).isTrue();
            assertThat(new String(reader.numberText(), StandardCharsets.UTF_8)).isEqualTo(written);
        }
        assertThatThrownBy(reader::numberText).isInstanceOf(JsonTypeException.class);
    }
}
