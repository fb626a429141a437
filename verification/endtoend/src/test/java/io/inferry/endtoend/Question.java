package io.inferry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inferry.contracts.Golden;
import io.inferry.contracts.GoldenCase;
import java.io.IOException;
import java.util.Arrays;

/** What to ask the digits model, and how to tell that the answer is what Keras gave. */
final class Question {
    static final String MODEL = "digits";
    static final String PREDICT = "/v1/models/digits:predict";

    private static final int PIXELS = 64;
    private static final double TOLERANCE = 1e-5;
    private static final GoldenCase DIGITS = Golden.read("digits_keras").first();

    private Question() {}

    /** The golden rows as TensorFlow Serving's clients send them. */
    static String instances() {
        double[] values = DIGITS.inputs().get("x").numbers();
        StringBuilder rows = new StringBuilder("{\"instances\": [");
        for (int from = 0; from < values.length; from += PIXELS) {
            rows.append(from == 0 ? "" : ", ")
                    .append(Arrays.toString(Arrays.copyOfRange(values, from, from + PIXELS)));
        }
        return rows.append("]}").toString();
    }

    /** The golden rows as Open Inference clients send them. */
    static String tensors() {
        double[] values = DIGITS.inputs().get("x").numbers();
        return "{\"inputs\": [{\"name\": \"x\", \"datatype\": \"FP32\", \"shape\": ["
                + values.length / PIXELS
                + ","
                + PIXELS
                + "], \"data\": "
                + Arrays.toString(values)
                + "}]}";
    }

    static void assertPredictions(String body) throws IOException {
        assertClose(new ObjectMapper().readTree(body).path("predictions"), body);
    }

    static void assertOutputs(String body) throws IOException {
        assertClose(new ObjectMapper().readTree(body).path("outputs").path(0).path("data"), body);
    }

    private static void assertClose(JsonNode answer, String body) {
        double[] expected = DIGITS.outputs().get("probabilities").numbers();
        double[] actual = flat(answer);
        assertThat(actual.length).as("values in %s", body).isEqualTo(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i])
                    .as("value %d of %s", i, body)
                    .isCloseTo(expected[i], within(TOLERANCE));
        }
    }

    private static double[] flat(JsonNode node) {
        if (!node.isArray()) {
            return new double[] {node.doubleValue()};
        }
        return node.valueStream().flatMapToDouble(each -> Arrays.stream(flat(each))).toArray();
    }
}
