package io.inferry.protocol.tfserving.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.inferry.transport.http.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyInputsTest {
    private static BodyInputs inputs(String body) {
        return new BodyInputs(Bytes.utf8(body), "only"::equals);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"instances\": [{\"y\": [[1]], \"x\": [[7.0, 8]]}, {\"x\": 9}]}",
                "{\"signature_name\": \"s\", \"instances\": [{\"x\": 7}]}",
                "{\"inputs\": {\"y\": [{}], \"x\": [[7], [8]]}}",
                "{\"inputs\": {\"x\": 7}, \"signature_name\": \"s\"}",
                "{\"instances\": [{\"x\": \"7\"}]}",
                "{\"instances\": [{\"x\": {\"b64\": \"Nw==\"}}]}",
                "{\"examples\": [{\"y\": 1, \"x\": 7.0}, {\"x\": 8}]}",
                "{\"examples\": [{\"x\": [7, 8]}], \"context\": {\"x\": 9}}",
                "{\"context\": {\"x\": 7}, \"examples\": [{\"y\": 1}]}",
                "{\"examples\": [{}], \"context\": {\"x\": [7]}}",
            })
    void namedInputsAreFoundInEveryForm(String body) {
        BodyInputs inputs = inputs(body);

        assertThat(inputs.first("x")).contains("7");
        assertThat(inputs.first("x")).contains("7");
        assertThat(inputs.first("z")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"instances\": [7, 8]}",
                "{\"instances\": [[7.0, 8], [9, 10]]}",
                "{\"instances\": [{\"b64\": \"Nw==\"}]}",
                "{\"inputs\": [[7, 8]]}",
                "{\"inputs\": \"7\"}",
            })
    void valuesWithoutNamesAreTheOnlyInputs(String body) {
        assertThat(inputs(body).first("only")).contains("7");
        assertThat(inputs(body).first("inputs")).contains("7");
        assertThat(inputs(body).first("other")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "[false], 0"})
    void booleansOfExamplesAreTheIntegersThatTheyBecome(String value, String text) {
        assertThat(inputs("{\"examples\": [{\"x\": " + value + "}]}").first("x")).contains(text);
        assertThat(inputs("{\"instances\": [{\"x\": true}]}").first("x")).contains("true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "{}",
                "{\"instances\": []}",
                "{\"instances\": {\"x\": 7}}",
                "{\"instances\": [{\"x\": []}]}",
                "{\"instances\": [{\"x\": null}]}",
                "{\"instances\": [{\"x\": {\"b64\": \"?\"}}]}",
                "{\"instances\": [{\"x\" 7}]}",
                "{\"inputs\": {\"x\": 7",
                "{\"examples\": [7]}",
                "{\"examples\": [{\"x\": [[7]]}]}",
            })
    void whatIsBrokenIsAbsent(String body) {
        assertThat(inputs(body).first("x")).isEmpty();
    }

    @Test
    void noMistakeInABodyThrows() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String[] bodies = {
            "{\"instances\": [{\"y\": [[1, {}]], \"x\": [{\"b64\": \"Nw==\"}]}], \"a\": null}",
            "{\"inputs\": {\"x\": [-1.5e3, true]}, \"instances\": 7}",
            "{\"context\": {\"x\": \"\\u00e9\"}, \"examples\": [{\"x\": [1, false]}]}",
        };
        for (int i = 0; i < 30_000; i++) {
            byte[] body = bodies[i % bodies.length].getBytes(StandardCharsets.UTF_8);
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                body[random.nextInt(body.length)] =
                        (byte) "[]{}\",:0x \\n".charAt(random.nextInt(12));
            }
            Bytes some = Bytes.of(body, 0, 1 + random.nextInt(body.length));
            assertThatCode(() -> new BodyInputs(some, "only"::equals).first("x"))
                    .as("%s (seed %d)", some.text(), seed)
                    .doesNotThrowAnyException();
        }
    }
}
