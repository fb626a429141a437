package io.inferry.protocol.tfserving.rest;

import static io.inferry.protocol.tfserving.rest.Descriptions.FLOAT;
import static io.inferry.protocol.tfserving.rest.Descriptions.INT;
import static io.inferry.protocol.tfserving.rest.Descriptions.MIXED;
import static io.inferry.protocol.tfserving.rest.Descriptions.TEXT;
import static io.inferry.protocol.tfserving.rest.Descriptions.input;
import static io.inferry.protocol.tfserving.rest.Descriptions.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.model.ModelDescription;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.transport.http.Bytes;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReadersTest {
    private static final TensorMemory MEMORY = TensorMemory.unpooled();

    @Test
    void rowsBecomeOneTensor() {
        PredictRequest request = fast("{\"instances\": [[1,2],[3,4],[5,6]]}", INT);
        assertThat(request.layout()).isEqualTo(Layout.ROWS);
        assertThat(request.inputs()).containsOnlyKeys("x");
        assertThat(show(request)).isEqualTo("x=INT32[3,2][1, 2, 3, 4, 5, 6]");
    }

    @Test
    void integersAndFractionsMixInFloats() {
        assertThat(show(fast("{\"instances\":[1, 2.0, 5.003, 1e400, -1e400, 1e-400, NaN]}", FLOAT)))
                .isEqualTo("x=FLOAT32[7][1.0, 2.0, 5.003, Infinity, -Infinity, 0.0, NaN]");
    }

    @Test
    void namedRowsAndColumnsAreRead() {
        String rows = "{\"instances\":[{\"i\":[1,2],\"s\":\"a\"},{\"s\":\"b\",\"i\":[3,4]}]}";
        assertThat(show(fast(rows, MIXED))).isEqualTo("i=INT32[2,2][1, 2, 3, 4] s=STRING[2][a, b]");
        String columns = "{\"inputs\":{\"s\":{\"b64\":\"aGVsbG8=\"},\"q\":[{}],\"i\":[[7]]}}";
        PredictRequest request = fast(columns, MIXED);
        assertThat(request.layout()).isEqualTo(Layout.COLUMNS);
        assertThat(show(request)).isEqualTo("i=INT32[1,1][7] s=STRING[][hello]");
    }

    @Test
    void columnsOfOneInputNeedNoName() {
        assertThat(show(fast("{\"inputs\": 5}", FLOAT))).isEqualTo("x=FLOAT32[][5.0]");
        assertThat(show(fast("{\"inputs\": []}", FLOAT))).isEqualTo("x=FLOAT32[0][]");
        assertThat(show(fast("{\"inputs\": {\"x\": [1]}}", FLOAT))).isEqualTo("x=FLOAT32[1][1.0]");
    }

    @Test
    void bytesComeAsBase64Objects() {
        assertThat(
                        show(
                                fast(
                                        "{\"instances\":[{\"b64\":\"aGVsbG8=\"},{\"b64\":\"d29ybGQ=\"}]}",
                                        TEXT)))
                .isEqualTo("s=STRING[2][hello, world]");
        assertThat(show(fast("{\"instances\":[[{\"b64\":\"aGVsbG8=\"}],[\"x\"]]}", TEXT)))
                .isEqualTo("s=STRING[2,1][hello, x]");
    }

    @Test
    void trailingTextAndUnknownKeysAreIgnored() {
        assertThat(show(fast("{\"a\":[{}],\"instances\":[1],\"b\":null} trailing", FLOAT)))
                .isEqualTo("x=FLOAT32[1][1.0]");
    }

    @Test
    void aSignatureMayBeNamedAfterTheValues() {
        String body = "{\"instances\":[1],\"signature_name\":\"serving_default\"}";
        assertThat(OnePassReader.read(Bytes.utf8(body), FLOAT, MEMORY)).isEmpty();
        assertThat(show(careful(body, FLOAT))).isEqualTo("x=FLOAT32[1][1.0]");
    }

    @Test
    void ofKeysGivenTwiceTheFirstCounts() {
        String body = "{\"instances\":[1],\"instances\":[2]}";
        assertThat(OnePassReader.read(Bytes.utf8(body), FLOAT, MEMORY)).isEmpty();
        assertThat(show(careful(body, FLOAT))).isEqualTo("x=FLOAT32[1][1.0]");
    }

    @Test
    void narrowIntegersKeepTheirLowBits() {
        assertThat(show(fast("{\"instances\":[300]}", model(input("x", DataType.UINT8)))))
                .isEqualTo("x=UINT8[1][44]");
    }

    @Test
    void halfPrecisionIsTakenAsNumbers() {
        assertThat(show(fast("{\"instances\":[1.5]}", model(input("x", DataType.FLOAT16)))))
                .isEqualTo("x=FLOAT16[1][0, 62]");
        assertThat(show(fast("{\"instances\":[1.5]}", model(input("x", DataType.BFLOAT16)))))
                .isEqualTo("x=BFLOAT16[1][-64, 63]");
    }

    @Test
    void deepNestingIsRefusedAndDoesNoHarm() {
        String deep = "[".repeat(500_000) + "]".repeat(500_000);
        assertThatThrownBy(() -> read("{\"instances\":" + deep + "}", FLOAT))
                .hasMessageContaining("Encountered list at unexpected level");
        assertThat(show(read("{\"other\":" + deep + ",\"instances\":[1]}", FLOAT)))
                .isEqualTo("x=FLOAT32[1][1.0]");
        assertThatThrownBy(() -> read("[".repeat(500_000), FLOAT))
                .hasMessageContaining("JSON Parse error: Invalid value. at offset: 500000");
    }

    @Test
    void bothReadersAgreeOnEveryBody() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            String body = randomBody(random);
            Bytes bytes = Bytes.utf8(body);
            Optional<PredictRequest> fast = OnePassReader.read(bytes, FLOAT, MEMORY);
            if (fast.isPresent()) {
                assertThat(show(fast.get()))
                        .as("%s (seed %d)", body, seed)
                        .isEqualTo(show(careful(body, FLOAT)));
            }
        }
    }

    private static String randomBody(Random random) {
        String[] values = {
            "1",
            "[1,2]",
            "[[1],[2]]",
            "[]",
            "{\"x\":3}",
            "\"a\"",
            "null",
            "[[1,2],[3,4]]",
            "NaN",
            "[{\"x\":[1]},{\"x\":[2]}]",
            "{\"x\":[1],\"y\":2}",
            "[1",
            "[[1,2],[3]]",
            "[[],[]]"
        };
        String[] keys = {"instances", "inputs", "signature_name", "other"};
        StringBuilder body = new StringBuilder("{");
        for (int k = random.nextInt(3); k >= 0; k--) {
            body.append('"').append(keys[random.nextInt(keys.length)]).append("\":");
            body.append(values[random.nextInt(values.length)]).append(k == 0 ? "" : ",");
        }
        return body.append(random.nextInt(9) == 0 ? "" : "}").toString();
    }

    private static PredictRequest read(String body, ModelDescription model) {
        Bytes bytes = Bytes.utf8(body);
        return OnePassReader.read(bytes, model, MEMORY)
                .orElseGet(() -> CarefulReader.read(bytes, model, MEMORY));
    }

    /** What both readers say, the fast one first. */
    private static PredictRequest fast(String body, ModelDescription model) {
        PredictRequest request = OnePassReader.read(Bytes.utf8(body), model, MEMORY).orElseThrow();
        assertThat(show(careful(body, model))).isEqualTo(show(request));
        return request;
    }

    private static PredictRequest careful(String body, ModelDescription model) {
        return CarefulReader.read(Bytes.utf8(body), model, MEMORY);
    }

    private static String show(PredictRequest request) {
        StringBuilder text = new StringBuilder();
        for (String name : request.inputs().keySet().stream().sorted().toList()) {
            Tensor tensor = request.inputs().get(name);
            text.append(text.isEmpty() ? "" : " ")
                    .append(name)
                    .append('=')
                    .append(tensor.dataType());
            text.append(tensor.shape()).append(values(tensor));
        }
        return text.toString();
    }

    private static Object values(Tensor tensor) {
        return switch (tensor) {
            case StringTensor strings -> strings.toTexts();
            case NumericTensor numbers ->
                    switch (numbers.dataType()) {
                        case FLOAT32 -> Arrays.toString(numbers.toFloats());
                        case INT32 -> Arrays.toString(numbers.toInts());
                        default ->
                                Arrays.toString(numbers.segment().toArray(ValueLayout.JAVA_BYTE));
                    };
        };
    }
}
