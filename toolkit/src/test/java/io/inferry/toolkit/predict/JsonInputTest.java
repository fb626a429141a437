package io.inferry.toolkit.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonInputTest {
    private static final InputSpec X = new InputSpec("x", "FP32", List.of(-1L, 2L));
    private static final InputSpec IDS = new InputSpec("ids", "INT64", List.of(-1L, -1L));

    @Test
    void aListBecomesTheOneInputWithItsNestingAsShape() {
        assertThat(request("[[1.5, 2], [3, 4]]", X))
                .isEqualTo(
                        "{\"inputs\":[{\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":[2,2],"
                                + "\"data\":[[1.5,2],[3,4]]}]}");
    }

    @Test
    void aRowTypedWithoutBatchDimensionGetsOne() {
        assertThat(request("[1, 2]", X)).contains("\"shape\":[1,2],\"data\":[1,2]");
    }

    @Test
    void anObjectNamesItsInputs() {
        assertThat(request("{\"ids\": [[7]], \"x\": [[1, 2]]}", X, IDS))
                .contains("\"name\":\"ids\",\"datatype\":\"INT64\",\"shape\":[1,1]")
                .contains("\"name\":\"x\"");
    }

    @Test
    void nanAndInfinityPassThrough() {
        assertThat(request("[[NaN, -Infinity]]", X)).contains("[[NaN,-Infinity]]");
    }

    @Test
    void aWholeRequestIsRecognized() {
        assertThat(
                        JsonInput.isWholeRequest(
                                JsonInput.parse(
                                        "{\"inputs\":[{\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[1]}]}")))
                .isTrue();
        assertThat(JsonInput.isWholeRequest(JsonInput.parse("{\"inputs\":[[1,2]]}"))).isFalse();
    }

    @Test
    void mistakesNameBothSides() {
        assertThatExceptionOfType(PredictException.class)
                .isThrownBy(() -> request("{\"y\": [1]}", X))
                .withMessage("the model has no input 'y'; it has [x]");
        assertThatExceptionOfType(PredictException.class)
                .isThrownBy(() -> request("[1]", X, IDS))
                .withMessageContaining("2 inputs")
                .withMessageContaining("[x, ids]");
        assertThatExceptionOfType(PredictException.class)
                .isThrownBy(() -> JsonInput.parse("[1,"))
                .withMessageStartingWith("the input is not JSON");
    }

    private static String request(String json, InputSpec... specs) {
        return JsonText.write(JsonInput.request(JsonInput.parse(json), List.of(specs)));
    }
}
