package io.inferry.transport.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.inferry.transport.http.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar: what is JSON, what is not, and where the mistake is. */
final class JsonReaderTest {
    @Test
    void readsADocumentInOrder() {
        var reader = reader(" {\"a\" : [1, -2.5e1, \"x\"], \"b\":{\"c\":true}, \"d\" : null } ");
        reader.beginObject();
        assertThat(reader.nextName()).isEqualTo("a");
        reader.beginArray();
        assertThat(reader.longNumber()).isEqualTo(1);
        assertThat(reader.doubleNumber()).isEqualTo(-25);
        assertThat(reader.string()).isEqualTo("x");
        assertThat(reader.hasNext()).isFalse();
        reader.endArray();
        assertThat(reader.nextName()).isEqualTo("b");
        reader.beginObject();
        assertThat(reader.nextName()).isEqualTo("c");
        assertThat(reader.bool()).isTrue();
        reader.endObject();
        assertThat(reader.nextName()).isEqualTo("d");
        assertThat(reader.peek()).isEqualTo(Token.NULL);
        reader.nextNull();
        assertThat(reader.peek()).isEqualTo(Token.END);
        reader.endObject();
        assertThat(reader.peek()).isEqualTo(Token.END);
        reader.endDocument();
    }

    @Test
    void knowsTheKindOfEachValueBeforeItIsRead() {
        var reader = reader("[{},[],\"\",1,-1,NaN,Infinity,true,false,null]");
        List<Token> tokens = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            tokens.add(reader.peek());
            reader.skipValue();
        }
        assertThat(tokens)
                .containsExactly(
                        Token.OBJECT,
                        Token.ARRAY,
                        Token.STRING,
                        Token.NUMBER,
                        Token.NUMBER,
                        Token.NUMBER,
                        Token.NUMBER,
                        Token.TRUE,
                        Token.FALSE,
                        Token.NULL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|The document is empty.|0",
                "`  `|The document is empty.|2",
                "x|Invalid value.|0",
                "nul|Invalid value.|0",
                "-|Invalid value.|1",
                "-x|Invalid value.|1",
                "[|Invalid value.|1",
                "[1,|Invalid value.|3",
                "[1,]|Invalid value.|3",
                "[1|Missing a comma or ] after an array element.|2",
                "[1 2]|Missing a comma or ] after an array element.|3",
                "[01]|Missing a comma or ] after an array element.|2",
                "[1}|Missing a comma or ] after an array element.|2",
                "{|Missing a name for object member.|1",
                "{1:2}|Missing a name for object member.|1",
                "{\"a\":1,}|Missing a name for object member.|7",
                "{\"a\"}|Missing a colon after a name of object member.|4",
                "{\"a\":}|Invalid value.|5",
                "{\"a\":1|Missing a comma or } after an object member.|6",
                "{\"a\":1]|Missing a comma or } after an object member.|6",
                "\"a|Missing a closing quotation mark in string.|2",
                "\"\\|Invalid escape character in string.|1",
                "\"\\x\"|Invalid escape character in string.|1",
                "\"\\u12g4\"|Incorrect hex digit after \\u escape in string.|5",
                "\"\\ud800\"|The surrogate pair in string is invalid.|1",
                "\"\\ud800\\u0041\"|The surrogate pair in string is invalid.|1",
                "\"\\udc00\"|The surrogate pair in string is invalid.|1",
                "1.|Miss fraction part in number.|2",
                "[1.]|Miss fraction part in number.|3",
                "1e|Miss exponent in number.|2",
                "1e+|Miss exponent in number.|3",
                "Info|The document root must not be followed by other values.|3",
            })
    void saysWhatIsWrongAndWhere(String document, String text, int offset) {
        var thrown =
                catchThrowableOfType(
                        JsonSyntaxException.class,
                        () -> {
                            var reader = reader(document);
                            reader.skipValue();
                            reader.endDocument();
                        });
        assertThat(thrown.text()).isEqualTo(text);
        assertThat(thrown.offset()).isEqualTo(offset);
        assertThat(thrown).hasMessage(text + " at offset: " + offset);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\n", "\u001f"})
    void controlCharactersInStringsAreRefused(String control) {
        assertThat(syntaxError("\"ab" + control + "\"").text())
                .isEqualTo("Invalid encoding in string.");
    }

    @Test
    void everyTruncationOfADocumentIsASyntaxError() {
        byte[] whole =
                "{\"a\": [1.5, -2e3, \"x\\u00e9\u20ac\"], \"b\": {\"c\": [true, false, null]}}"
                        .getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length++) {
            var reader = new JsonReader(Bytes.of(whole, 0, length));
            assertThat(catchThrowableOfType(JsonSyntaxException.class, reader::skipValue))
                    .as("first %d bytes", length)
                    .isNotNull();
        }
        new JsonReader(Bytes.of(whole)).skipValue();
    }

    @Test
    void whatFollowsTheDocumentIsOnlyLookedAtOnDemand() {
        var reader = reader("[1] garbage");
        reader.skipValue();
        assertThat(reader.peek()).isEqualTo(Token.END);
        assertThat(catchThrowableOfType(JsonSyntaxException.class, reader::endDocument).text())
                .isEqualTo("The document root must not be followed by other values.");
    }

    @Test
    void halfAMillionLevelsAreReadWithoutStack() {
        String deep = "[".repeat(500_000) + "]".repeat(500_000);
        reader(deep).skipValue();
        String objects = "{\"a\":".repeat(500_000) + "1" + "}".repeat(500_000);
        reader(objects).skipValue();
        assertThat(syntaxError("[".repeat(500_000)).text()).isEqualTo("Invalid value.");
        assertThat(syntaxError("[".repeat(1_000_001)).text())
                .isEqualTo("Nested deeper than 1000000 levels.");
    }

    @Test
    void aValueCanBeVisitedLater() {
        var reader = reader("{\"instances\": [1, 2], \"signature_name\": \"s\"}");
        reader.beginObject();
        reader.nextName();
        int instances = reader.position();
        reader.skipValue();
        assertThat(reader.nextName()).isEqualTo("signature_name");
        reader.skipValue();
        reader.endObject();
        reader.seek(instances);
        reader.beginArray();
        assertThat(reader.longNumber()).isEqualTo(1);
        assertThat(reader.longNumber()).isEqualTo(2);
        reader.endArray();
        assertThat(reader.peek()).isEqualTo(Token.END);
    }

    @Test
    void aDocumentMayLieInTheMiddleOfAnArray() {
        byte[] array = "99[12]99".getBytes(StandardCharsets.UTF_8);
        var reader = new JsonReader(Bytes.of(array, 2, 4));
        reader.beginArray();
        assertThat(reader.position()).isEqualTo(1);
        assertThat(reader.longNumber()).isEqualTo(12);
        reader.endArray();
        reader.endDocument();
        assertThat(new JsonReader(Bytes.of(array, 3, 1)).longNumber()).isEqualTo(1);
    }

    @Test
    void aSnippetIsTheValueAheadOrItsBeginning() {
        assertThat(reader(" {\"a\": [1,2]} tail").snippet(100)).isEqualTo("{\"a\": [1,2]}");
        assertThat(reader("[1234567890]").snippet(5)).isEqualTo("[1234...");
        assertThat(reader("\"x").snippet(100)).isEqualTo("\"x");
    }

    @Test
    void aWrongKindOfValueIsNamedAndLeftToBeRead() {
        var reader = reader("[\"x\"]");
        reader.beginArray();
        var thrown = catchThrowableOfType(JsonTypeException.class, reader::longNumber);
        assertThat(thrown).hasMessage("expected an int64, found \"x\" at offset 1");
        assertThat(thrown.found()).isEqualTo(Token.STRING);
        assertThat(reader.string()).isEqualTo("x");
        assertThat(catchThrowableOfType(JsonTypeException.class, reader::string).found())
                .isEqualTo(Token.END);
    }

    static JsonReader reader(String document) {
        return new JsonReader(Bytes.utf8(document == null ? "" : document));
    }

    private static JsonSyntaxException syntaxError(String document) {
        return catchThrowableOfType(JsonSyntaxException.class, () -> reader(document).skipValue());
    }
}
