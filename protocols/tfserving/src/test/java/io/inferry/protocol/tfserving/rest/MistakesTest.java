package io.inferry.protocol.tfserving.rest;

import static io.inferry.protocol.tfserving.rest.Descriptions.FLOAT;
import static io.inferry.protocol.tfserving.rest.Descriptions.INT;
import static io.inferry.protocol.tfserving.rest.Descriptions.MIXED;
import static io.inferry.protocol.tfserving.rest.Descriptions.TEXT;
import static io.inferry.protocol.tfserving.rest.Descriptions.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ServingException;
import io.inferry.api.model.ModelDescription;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.transport.http.Bytes;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every text about a body, in upstream's words. */
class MistakesTest {
    private static final TensorMemory MEMORY = TensorMemory.unpooled();

    private static final String ELEMENT = "Failed to process element: ";
    private static final String LIST = " of 'instances' list. ";
    private static final String INVALID = "Error: INVALID_ARGUMENT: ";

    static Stream<Arguments> mistakesOfTheBody() {
        return Stream.of(
                Arguments.of(INT, "", "JSON Parse error: The document is empty"),
                Arguments.of(
                        INT, "instances = [1]", "JSON Parse error: Invalid value. at offset: 0"),
                Arguments.of(INT, "[1, 2]", "JSON Value: [\n    1,\n    2\n] Is not object"),
                Arguments.of(INT, "{}", "Missing 'inputs' or 'instances' key"),
                Arguments.of(
                        INT,
                        "{\"instances\":[1],\"inputs\":[1]}",
                        "JSON Value: {\n    \"instances\": [\n        1\n    ],\n    \"inputs\": [\n"
                                + "        1\n    ]\n} Not formatted correctly expecting only one of"
                                + " 'inputs' or 'instances' keys to exist "),
                Arguments.of(
                        INT,
                        "{\"instances\":5}",
                        "JSON Value: {\n    \"instances\": 5\n} Expecting 'instances' to be an"
                                + " list/array"),
                Arguments.of(
                        INT,
                        "{\"instances\":[]}",
                        "JSON Value: {\n    \"instances\": []\n} No values in 'instances' array"),
                Arguments.of(
                        INT,
                        "{\"signature_name\":5,\"instances\":[1]}",
                        "JSON Value: {\n    \"signature_name\": 5,\n    \"instances\": [\n        1\n"
                                + "    ]\n} not formatted correctly. 'signature_name' key must be a"
                                + " string value."),
                Arguments.of(
                        INT,
                        "{\"signature_name\":\"foo\",\"instances\":[1]}",
                        "Serving signature name: \"foo\" not found in signature def"));
    }

    static Stream<Arguments> mistakesOfAnElement() {
        return Stream.of(
                Arguments.of(
                        FLOAT,
                        "{\"instances\":[\"x\"]}",
                        ELEMENT
                                + "0"
                                + LIST
                                + INVALID
                                + "JSON Value: \"x\" Type: String is not of expected type: float"),
                Arguments.of(
                        INT,
                        "{\"instances\":[1.0]}",
                        ELEMENT
                                + "0"
                                + LIST
                                + INVALID
                                + "JSON Value: 1.0 Type: Number is not of expected type: int32"),
                Arguments.of(
                        INT,
                        "{\"instances\":[[1,2],[null,true]]}",
                        ELEMENT
                                + "1"
                                + LIST
                                + INVALID
                                + "JSON Value: null Type: Null is not of expected type: int32"));
    }

    static Stream<Arguments> mistakesOfShape() {
        return Stream.of(
                Arguments.of(
                        INT,
                        "{\"instances\":[[1,2],[3,4],[5,6,7]]}",
                        ELEMENT + "2" + LIST + INVALID + "Expecting tensor size: 2 but got: 3"),
                Arguments.of(
                        INT,
                        "{\"instances\":[[1,2],[3,4],[[5,6]]]}",
                        ELEMENT + "2" + LIST + INVALID + "Expecting shape [2] but got: [1,2]"),
                Arguments.of(
                        INT,
                        "{\"instances\":[1,[1]]}",
                        ELEMENT + "1" + LIST + INVALID + "Expecting shape [] but got: [1]"),
                Arguments.of(
                        INT,
                        "{\"instances\":[[[1,2],[3]]]}",
                        ELEMENT
                                + "0"
                                + LIST
                                + INVALID
                                + "Encountered list at unexpected size: 1 at level: 1 expected"
                                + " size: 2"),
                Arguments.of(
                        INT,
                        "{\"instances\":[[1,[2]]]}",
                        ELEMENT
                                + "0"
                                + LIST
                                + INVALID
                                + "Encountered list at unexpected level: 1 expected < 1"),
                Arguments.of(
                        INT,
                        "{\"instances\":[[[1],2]]}",
                        ELEMENT
                                + "0"
                                + LIST
                                + INVALID
                                + "JSON Value: 2 found at incorrect level: 2 in the JSON DOM."
                                + " Expected at level: 2"));
    }

    static Stream<Arguments> mistakesOfNames() {
        return Stream.of(
                Arguments.of(
                        INT,
                        "{\"instances\":[{\"q\":1}]}",
                        ELEMENT
                                + "0 key: q"
                                + LIST
                                + INVALID
                                + "JSON object: does not have named input: q"),
                Arguments.of(
                        MIXED,
                        "{\"instances\":[{\"s\":\"a\"}]}",
                        ELEMENT
                                + "0"
                                + LIST
                                + "JSON object: {\n    \"s\": \"a\"\n} keys must be equal to: i,s"),
                Arguments.of(
                        MIXED,
                        "{\"instances\":[[1]]}",
                        "instances is a plain list, but expecting list of objects as multiple input"
                                + " tensors required as per tensorinfo_map"),
                Arguments.of(
                        MIXED,
                        "{\"inputs\":[[1]]}",
                        "inputs is a plain value/list, but expecting an object as multiple input"
                                + " tensors required as per tensorinfo_map"),
                Arguments.of(
                        MIXED,
                        "{\"inputs\":{\"s\":\"a\"}}",
                        "Missing named input: i in 'inputs' object."),
                Arguments.of(
                        MIXED,
                        "{\"instances\":[{\"i\":1,\"s\":\"a\"},[1]]}",
                        "Expecting object but got list at item 1 of input list"));
    }

    static Stream<Arguments> mistakesOfBytes() {
        return Stream.of(
                Arguments.of(
                        TEXT,
                        "{\"instances\":[[\"baz\"],{\"s\":[\"a\"]}]}",
                        "Expecting value/list but got object at item 1 of input list"),
                Arguments.of(
                        TEXT, "{\"inputs\":{\"s\":{\"b64\":\"%\"}}}", "Unable to base64 decode"),
                Arguments.of(
                        TEXT,
                        "{\"inputs\":{\"s\":[{\"b64\":1}]}}",
                        "JSON Value: {\n    \"b64\": 1\n} not formatted correctly for base64 data"),
                Arguments.of(
                        INT,
                        "{\"inputs\":{\"b64\":\"aGVsbG8=\"}}",
                        "JSON Value: {\n    \"b64\": \"aGVsbG8=\"\n} Type: Object is not of expected"
                                + " type: int32"),
                Arguments.of(
                        model(),
                        "{\"inputs\":{}}",
                        "Failed to get input map for signature: DEFAULT"));
    }

    @ParameterizedTest
    @MethodSource({
        "mistakesOfTheBody",
        "mistakesOfAnElement",
        "mistakesOfShape",
        "mistakesOfNames",
        "mistakesOfBytes"
    })
    void mistakesAreNamedAsUpstreamNamesThem(ModelDescription model, String body, String text) {
        assertThatThrownBy(() -> read(body, model))
                .isInstanceOf(ServingException.class)
                .hasMessage(text);
    }

    @Test
    void longValuesAreCutInErrorTexts() {
        String body = "{\"instances\":[\"" + "x".repeat(5000) + "\"]}";
        assertThatThrownBy(() -> read(body, FLOAT))
                .hasMessageContaining("x... Type: String is not of expected type: float")
                .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(450));
    }

    private static PredictRequest read(String body, ModelDescription model) {
        Bytes bytes = Bytes.utf8(body);
        return OnePassReader.read(bytes, model, MEMORY)
                .orElseGet(() -> CarefulReader.read(bytes, model, MEMORY));
    }
}
