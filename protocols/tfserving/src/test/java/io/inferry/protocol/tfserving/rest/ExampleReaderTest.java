package io.inferry.protocol.tfserving.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.protocol.tfserving.proto.BytesList;
import io.inferry.protocol.tfserving.proto.Example;
import io.inferry.protocol.tfserving.proto.Feature;
import io.inferry.protocol.tfserving.proto.Features;
import io.inferry.protocol.tfserving.proto.FloatList;
import io.inferry.protocol.tfserving.proto.Int64List;
import io.inferry.transport.http.Bytes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From JSON examples to serialized ones, and upstream's words for what is none. */
class ExampleReaderTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int ROUNDS = 500;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"x": 2}                        | int64 2
                    {"x": -9223372036854775808}     | int64 -9223372036854775808
                    {"x": [1, true, false]}         | int64 1 1 0
                    {"x": 2.0}                      | float 2.0
                    {"x": [1e0, 0.5, NaN]}          | float 1.0 0.5 NaN
                    {"x": [1e99, -Infinity]}        | float Infinity -Infinity
                    {"x": 18446744073709551616}     | float 1.8446744E19
                    {"x": -9223372036854775809}     | float -9.223372E18
                    {"x": "é"}                      | bytes é
                    {"x": ["a", {"b64": "YmM="}]}   | bytes a bc
                    {"x": {"b64": "YmM"}}           | bytes bc
                    {"x": []}                       | nothing
                    {"x": 1, "x": "later"}          | bytes later
                    """)
    void valuesDecideTheKindOfTheirFeature(String example, String feature)
            throws InvalidProtocolBufferException {
        byte[] serialized = read("{\"examples\": [" + example + "]}").examples().getFirst();

        assertThat(describe(Example.parseFrom(serialized).getFeatures().getFeatureOrThrow("x")))
                .isEqualTo(feature);
    }

    private static String describe(Feature feature) {
        return switch (feature.getKindCase()) {
            case BYTES_LIST ->
                    "bytes"
                            + joined(
                                    feature.getBytesList().getValueList().stream()
                                            .map(ByteString::toStringUtf8)
                                            .toList());
            case FLOAT_LIST -> "float" + joined(feature.getFloatList().getValueList());
            case INT64_LIST -> "int64" + joined(feature.getInt64List().getValueList());
            case KIND_NOT_SET -> "nothing";
        };
    }

    private static String joined(List<?> values) {
        StringBuilder text = new StringBuilder();
        values.forEach(value -> text.append(' ').append(value));
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"names": [10, null]}  | Feature: names has element with unexpected JSON type: Null
                    {"names": null}        | Feature: names has element with unexpected JSON type: Null
                    {"names": [[1]]}       | Feature: names has element with unexpected JSON type: Array
                    {"names": {"a": 1}}    | Feature: names has element with unexpected JSON type: Object
                    {"names": {"b64": 1}}  | Feature: names has element with unexpected JSON type: Object
                    {"names": [10, 10.0]}  | Unexpected element type in feature: names expecting type: int64
                    {"names": [10.0, 10]}  | Unexpected element type in feature: names expecting type: float
                    {"names": [10.0, true]} | Unexpected element type in feature: names expecting type: float
                    {"names": ["a", 1]}    | Unexpected element type in feature: names expecting type: bytes
                    {"names": [1, "a"]}    | Unexpected element type in feature: names expecting type: int64
                    {"names": [1, {"b64": "%"}]} | Unexpected element type in feature: names expecting type: int64
                    {"names": {"b64": "%"}} | Unable to base64 decode
                    {"names": 18446744073709551615} | Feature: names has uint64 element. Only int64 is supported.
                    {"names": [1.5, 9223372036854775808]} | Unexpected element type in feature: names expecting type: float
                    """)
    void mistakesInAFeatureNameIt(String example, String text) {
        assertRefused("{\"examples\": [{\"y\": 1}, " + example + "]}", text);
        assertRefused("{\"examples\": [{}], \"context\": " + example + "}", text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                              | JSON Parse error: The document is empty
                    {"examples": [{}]               | JSON Parse error: Missing a comma or } after an object member. at offset: 17
                    []                              | JSON Value: [] Is not object
                    {}                              | JSON Value: {} When method is classify, key 'examples' is expected and was not found
                    {"examples": [1]}               | Example must be JSON object but got JSON Number
                    {"examples": [{}, "a"]}         | Example must be JSON object but got JSON String
                    {"context": [], "examples": 5}  | Example must be JSON object but got JSON Array
                    """)
    void mistakesOfTheBodyHaveUpstreamsWords(String body, String text) {
        assertRefused(body, text);
    }

    @Test
    void mistakesOfTheListShowTheBody() {
        assertRefused(
                "{\"examples\": {}}",
                "JSON Value: {\n    \"examples\": {}\n} Expecting 'examples' value to be an"
                        + " list/array");
        assertRefused(
                "{\"examples\": []}",
                "JSON Value: {\n    \"examples\": []\n} 'examples' value is an empty array");
        assertRefused(
                "{\"signature_name\": 5, \"examples\": 1}",
                "JSON Value: {\n    \"signature_name\": 5,\n    \"examples\": 1\n} not formatted"
                        + " correctly. 'signature_name' key must be a string value.");
    }

    @Test
    void anExampleOfNothingIsNoBytes() {
        assertThat(read("{\"examples\": [{}, {}]}").examples())
                .containsExactly(new byte[0], new byte[0]);
        assertThat(read("{\"examples\": [{}]}").signatureName()).isEmpty();
        assertThat(read("{\"examples\": [{}], \"signature_name\": \"s\"}").signatureName())
                .isEqualTo("s");
    }

    @Test
    void theContextComesInFrontOfEveryExample() throws InvalidProtocolBufferException {
        List<byte[]> examples =
                read("{\"examples\": [{\"x\": 1}, {\"c\": 3}], \"context\": {\"c\": 2}}")
                        .examples();

        assertThat(Example.parseFrom(examples.getFirst()))
                .isEqualTo(example(Map.of("x", List.of(1L), "c", List.of(2L))));
        assertThat(Example.parseFrom(examples.getLast()))
                .isEqualTo(example(Map.of("c", List.of(3L))));
    }

    @Test
    void whatJsonSaysIsWhatParsesBack()
            throws JsonProcessingException, InvalidProtocolBufferException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            List<Map<String, List<?>>> wanted = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                wanted.add(features(random));
            }
            String body = MAPPER.writeValueAsString(Map.of("examples", json(wanted, random)));

            List<byte[]> examples = read(body).examples();

            for (int i = 0; i < wanted.size(); i++) {
                assertThat(Example.parseFrom(examples.get(i)))
                        .as("seed %d: %s", seed, body)
                        .isEqualTo(example(wanted.get(i)));
            }
        }
    }

    private static Map<String, List<?>> features(Random random) {
        Map<String, List<?>> features = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            features.put(text(random), values(random));
        }
        return features;
    }

    private static List<?> values(Random random) {
        int count = 1 + random.nextInt(random.nextInt(8) == 0 ? 2000 : 3);
        List<Object> values = new ArrayList<>();
        int kind = random.nextInt(3);
        for (int i = 0; i < count; i++) {
            values.add(
                    switch (kind) {
                        case 0 -> text(random);
                        case 1 -> random.nextLong() >> random.nextInt(64);
                        default -> finite(random);
                    });
        }
        return values;
    }

    private static float finite(Random random) {
        float any = Float.intBitsToFloat(random.nextInt());
        return Float.isFinite(any) ? any : 0.25f;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.appendCodePoint(random.nextBoolean() ? 1 + random.nextInt(127) : 0x1F600);
        }
        return text.toString();
    }

    /** Lists of one as lists or bare, texts as they are or in base64. */
    private static List<Map<String, Object>> json(
            List<Map<String, List<?>>> examples, Random random) {
        List<Map<String, Object>> json = new ArrayList<>();
        for (Map<String, List<?>> example : examples) {
            Map<String, Object> features = new LinkedHashMap<>();
            example.forEach((name, values) -> {
                List<Object> elements = new ArrayList<>();
                values.forEach(value -> elements.add(element(value, random)));
                boolean bare = values.size() == 1 && random.nextBoolean();
                features.put(name, bare ? elements.getFirst() : elements);
            });
            json.add(features);
        }
        return json;
    }

    private static Object element(Object value, Random random) {
        return value instanceof String text && random.nextBoolean()
                ? Map.of(
                        "b64",
                        Base64.getEncoder()
                                .encodeToString(ByteString.copyFromUtf8(text).toByteArray()))
                : value;
    }

    private static Example example(Map<String, List<?>> wanted) {
        Features.Builder features = Features.newBuilder();
        wanted.forEach((name, values) -> features.putFeature(name, feature(values)));
        return wanted.isEmpty()
                ? Example.getDefaultInstance()
                : Example.newBuilder().setFeatures(features).build();
    }

    private static Feature feature(List<?> values) {
        BytesList.Builder texts = BytesList.newBuilder();
        FloatList.Builder floats = FloatList.newBuilder();
        Int64List.Builder longs = Int64List.newBuilder();
        for (Object value : values) {
            switch (value) {
                case String text -> texts.addValue(ByteString.copyFromUtf8(text));
                case Long number -> longs.addValue(number);
                case Float number -> floats.addValue(number);
                default -> throw new IllegalArgumentException(value.toString());
            }
        }
        return switch (values.getFirst()) {
            case String _ -> Feature.newBuilder().setBytesList(texts).build();
            case Long _ -> Feature.newBuilder().setInt64List(longs).build();
            default -> Feature.newBuilder().setFloatList(floats).build();
        };
    }

    private static ExampleReader read(String body) {
        return ExampleReader.read(Bytes.utf8(body));
    }

    private static void assertRefused(String body, String text) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        ServingException.class,
                        e -> {
                            assertThat(e.text()).isEqualTo(text);
                            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
                        });
    }
}
