package io.inferry.protocol.openinference.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.inferry.transport.http.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyFactsTest {
    private static BodyFacts facts(String json) {
        return BodyFacts.of(Bytes.utf8(json), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"beta\" | beta",
                "true | true",
                "7 | 7",
                "-7.50 | -7.5",
                "7.0 | 7",
                "1e20 | 100000000000000000000",
            })
    void parametersAreTexts(String value, String text) {
        String json = "{\"inputs\": [{\"data\": [1]}], \"parameters\": {\"a\": %s}}";

        assertThat(facts(json.formatted(value)).parameter("a")).contains(text);
        assertThat(facts(json.formatted(value)).parameter("b")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"datatype\": \"FP32\", \"data\": [[7.0, 8]] | 7",
                "\"data\": [[0.1, 8]], \"datatype\": \"FP64\" | 0.1",
                "\"datatype\": \"INT64\", \"data\": [-3] | -3",
                "\"datatype\": \"UINT64\", \"data\": [18446744073709551615] | 18446744073709551615",
                "\"datatype\": \"BOOL\", \"data\": [1] | true",
                "\"datatype\": \"BYTES\", \"data\": [\"zw\u00f6lf\"] | zw\u00f6lf",
            })
    void inputsAreReadByTheirDatatype(String members, String text) {
        String json =
                "{\"inputs\": [{\"name\": \"big\", \"data\": [[], {}]}, {%s, \"name\": \"x\"}]}";

        assertThat(facts(json.formatted(members)).input("x")).contains(text);
        assertThat(facts(json.formatted(members)).input("y")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "{\"inputs\": 7, \"parameters\": []}",
                "{\"inputs\": [{\"name\": \"x\"}], \"parameters\": {\"a\": null}}",
                "{\"inputs\": [{\"name\": \"x\", \"datatype\": \"FP32\", \"data\": []}]}",
                "{\"inputs\": [{\"name\": \"x\", \"datatype\": \"FP32\", \"data\": [\"a\"]}]}",
                "{\"inputs\": [{\"name\": \"x\", \"datatype\": \"FP31\", \"data\": [1]}]}",
                "{\"inputs\": [{\"name\": \"x\", \"data\": [1]}]}",
                "{\"inputs\": [{\"name\": \"x\", \"datatype\": \"FP32\", \"data\": [1",
                "{\"inputs\": [7, {\"name\": \"x\", \"datatype\": \"FP32\", \"data\": [1]}]}",
                "{\"parameters\": {\"a\": 1"
            })
    void whatIsBrokenIsAbsent(String json) {
        BodyFacts facts = facts(json);

        assertThat(facts.input("x")).isEmpty();
        assertThat(facts.parameter("a")).isEmpty();
        assertThat(facts.input("x")).isEmpty();
    }

    @Test
    void binaryPartsAreFoundBehindThoseBeforeThem() {
        String json =
                """
                {"inputs": [
                 {"name": "i", "datatype": "INT32", "parameters": {"binary_data_size": 8}},
                 {"name": "j", "datatype": "INT8", "data": [5]},
                 {"name": "s", "datatype": "BYTES", "parameters": {"binary_data_size": 6}},
                 {"name": "t", "datatype": "INT32", "parameters": {"binary_data_size": 4}},
                 {"name": "u", "datatype": "INT32", "parameters": {"binary_data_size": -4}}]}
                """;
        byte[] head = json.getBytes(StandardCharsets.UTF_8);
        ByteBuffer body =
                ByteBuffer.allocate(1 + head.length + 14)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put((byte) 0)
                        .put(head)
                        .putInt(-9)
                        .putInt(8)
                        .putInt(2)
                        .put((byte) 'a')
                        .put((byte) 'b');
        BodyFacts facts =
                BodyFacts.of(
                        Bytes.of(body.array(), 1, body.capacity() - 1),
                        Optional.of(Integer.toString(head.length)));

        assertThat(facts.input("i")).contains("-9");
        assertThat(facts.input("j")).contains("5");
        assertThat(facts.input("s")).contains("ab");
        assertThat(facts.input("t")).isEmpty();
        assertThat(facts.input("u")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "99999", "many"})
    void aBodyWithoutJsonSaysNothing(String jsonLength) {
        Bytes body = Bytes.utf8("{\"parameters\": {\"a\": 1}}");

        assertThat(BodyFacts.of(body, Optional.of(jsonLength)).parameter("a")).isEmpty();
    }

    @Test
    void noMistakeInABodyThrows() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String right =
                """
                {"parameters": {"a": 1.5, "b": [1]}, "inputs": [
                 {"name": "i", "datatype": "INT32", "parameters": {"binary_data_size": 8}},
                 {"name": "x", "datatype": "BYTES", "data": ["a"], "shape": [1]},
                 {"name": "x", "datatype": "FP32", "parameters": {"binary_data_size": 4}}]}01234567
                """;
        for (int i = 0; i < 30_000; i++) {
            byte[] body = right.getBytes(StandardCharsets.UTF_8);
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                body[random.nextInt(body.length)] =
                        (byte) "[]{}\",:0x9-n".charAt(random.nextInt(12));
            }
            Bytes some = Bytes.of(body, 0, 1 + random.nextInt(body.length));
            Optional<String> length =
                    Optional.of("" + random.nextInt(body.length)).filter(_ -> random.nextBoolean());
            assertThatCode(
                            () -> {
                                BodyFacts facts = BodyFacts.of(some, length);
                                facts.parameter("a");
                                facts.input("x");
                                facts.input("i");
                            })
                    .as("%s (seed %d)", some.text(), seed)
                    .doesNotThrowAnyException();
        }
    }
}
