package io.inferry.transport.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nested lists become tensors, or errors that show both sides; memory is never lost. */
final class TensorBuilderTest {
    private final CountingMemory memory = new CountingMemory();

    @AfterEach
    void allMemoryIsGivenBack() {
        assertThat(memory.usedBytes()).isZero();
    }

    @Test
    void rowsBecomeOneTensor() {
        try (Tensor tensor = rows(DataType.FLOAT32, "[[1,2.5,-3e-1],[4,5,6]]")) {
            assertThat(tensor.shape()).isEqualTo(Shape.of(2, 3));
            assertThat(((NumericTensor) tensor).toFloats())
                    .containsExactly(1f, 2.5f, -0.3f, 4f, 5f, 6f);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5|[]",
                "[]|[0]",
                "[1,2,3]|[3]",
                "[[],[]]|[2,0]",
                "[[[1],[2]],[[3],[4]],[[5],[6]]]|[3,2,1]",
                "[ [ 1 , 2 ] , [ 3 , 4 ] ]|[2,2]"
            })
    void aValueHasTheShapeOfItsFirstElements(String json, String shape) {
        try (Tensor tensor = value(DataType.FLOAT64, json)) {
            assertThat(tensor.shape()).hasToString(shape);
        }
    }

    @Test
    void scalarsAsRowsMakeAVector() {
        try (Tensor tensor = rows(DataType.INT64, "[7,8,9]")) {
            assertThat(tensor.shape()).isEqualTo(Shape.of(3));
            assertThat(((NumericTensor) tensor).toLongs()).containsExactly(7, 8, 9);
        }
    }

    @Test
    void aRowOfAnotherShapeIsRefusedWithBothShapes() {
        var thrown = shapeError("[[1,2],[3,4],[[5,6]]]");
        assertThat(thrown).hasMessage("Expecting shape [2] but got: [1,2]");
        var mismatch = (ShapeMismatch.Rows) shapeError("[[1,2],[3,4],[5,6,7]]").mismatch();
        assertThat(mismatch.expected()).isEqualTo(Shape.of(2));
        assertThat(mismatch.got()).isEqualTo(Shape.of(3));
        assertThat(shapeError("[1,[2]]")).hasMessage("Expecting shape [] but got: [1]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[[[1,2],[3]]]|Encountered list at unexpected size: 1 at level: 1 expected size: 2",
                "[[[1,2],[3,4,5]]]|Encountered list at unexpected size: 3 at level: 1"
                        + " expected size: 2",
                "[[1,[2]]]|Encountered list at unexpected level: 1 expected < 1",
                "[[[1],2]]|JSON Value: 2 found at incorrect level: 2 in the JSON DOM."
                        + " Expected at level: 2",
                "[[[],1]]|JSON Value: 1 found at incorrect level: 2 in the JSON DOM."
                        + " Expected at level: 2"
            })
    void raggedListsWithinARowAreRefused(String json, String text) {
        assertThat(shapeError(json)).hasMessage(text);
    }

    @Test
    void listsDeeperThanATensorMayBeAreRefused() {
        assertThat(shapeError("[" + "[".repeat(500_000) + "]".repeat(500_000) + "]"))
                .hasMessage("Encountered list at unexpected level: 254 expected < 254");
        try (Tensor tensor = value(DataType.INT8, "[".repeat(254) + "1" + "]".repeat(254))) {
            assertThat(tensor.shape().rank()).isEqualTo(254);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "BOOL,true,1",
        "BOOL,false,0",
        "INT8,-128,-128",
        "UINT8,255,255",
        "INT16,-32768,-32768",
        "UINT16,65535,65535",
        "INT32,-2147483648,-2147483648",
        "UINT32,4294967295,4294967295",
        "INT64,-9223372036854775808,-9223372036854775808",
        "UINT64,18446744073709551615,-1",
        "FLOAT16,0.1,11878",
        "BFLOAT16,0.1,15821",
        "FLOAT32,0.1,1036831949",
        "FLOAT64,0.1,4591870180066957722"
    })
    void everyNumericTypeIsStoredLittleEndian(DataType dataType, String json, long bits) {
        // Once through the general reader, once where the fast one may look.
        for (String padding : new String[] {"", " ".repeat(100)}) {
            try (Tensor tensor = value(dataType, json + padding)) {
                assertThat(stored((NumericTensor) tensor)).isEqualTo(bits);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "BOOL,1",
        "BOOL,null",
        "INT8,128",
        "UINT8,-1",
        "INT16,32768",
        "UINT16,65536",
        "INT32,2147483648",
        "UINT32,-1",
        "INT64,9223372036854775808",
        "UINT64,-1",
        "INT32,1.0",
        "INT64,1e3",
        "FLOAT32,true",
        "FLOAT32,null",
        "FLOAT64,{}",
        "STRING,1",
        "STRING,{}"
    })
    void aValueOfAnotherTypeIsRefusedWithItsText(DataType dataType, String json) {
        for (String padding : new String[] {"", " ".repeat(100)}) {
            var thrown =
                    catchThrowableOfType(
                            TensorTypeException.class,
                            () -> rows(dataType, "[[" + json + padding + "]]"));
            assertThat(thrown.expected()).isEqualTo(dataType);
            assertThat(thrown.text()).isEqualTo(json);
        }
    }

    @Test
    void tensorFlowsRulesWrapNarrowIntegersAndTakeBase64() {
        var rules = TensorRules.TENSORFLOW_SERVING;
        try (var builder = new TensorBuilder(DataType.INT8, memory, rules)) {
            builder.append(JsonReaderTest.reader("300"));
            try (Tensor tensor = builder.value()) {
                assertThat(stored((NumericTensor) tensor)).isEqualTo(44);
            }
        }
        try (var builder = new TensorBuilder(DataType.STRING, memory, rules)) {
            builder.append(
                    JsonReaderTest.reader("[{\"b64\": \"aGk=\"}, \"x\", {\"b64\":\"aGk\"}]"));
            try (Tensor tensor = builder.value()) {
                assertThat(((StringTensor) tensor).toTexts()).containsExactly("hi", "x", "hi");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"b64\":\"*\"}",
                "{\"b64\":1}",
                "{\"b64\":\"\",\"x\":1}",
                "{\"x\":\"\"}",
                "{}"
            })
    void otherObjectsAreNoBytes(String json) {
        var builder = new TensorBuilder(DataType.STRING, memory, TensorRules.TENSORFLOW_SERVING);
        assertThatThrownBy(() -> builder.append(JsonReaderTest.reader(json)))
                .isInstanceOf(TensorTypeException.class)
                .hasMessageEndingWith(json);
    }

    @Test
    void openInferenceTakesZeroAndOneForBooleans() {
        try (Tensor tensor =
                JsonTensors.read(
                        JsonReaderTest.reader("[0,1,true]"), DataType.BOOL, Shape.of(3), memory)) {
            assertThat(((NumericTensor) tensor).segment().toArray(ValueLayout.JAVA_BYTE))
                    .containsExactly(0, 1, 1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[1,2,3,4]", "[[1,2],[3,4]]", "[[[1],[2]],[[3],[4]]]"})
    void aKnownShapeTakesFlatAndNestedLists(String json) {
        try (Tensor tensor =
                JsonTensors.read(
                        JsonReaderTest.reader(json), DataType.FLOAT32, Shape.of(2, 2), memory)) {
            assertThat(((NumericTensor) tensor).toFloats()).containsExactly(1, 2, 3, 4);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[[1,2,3],[4]]", "[[[1],[2]],[3,4]]", "[1,[2,3,4]]"})
    void aKnownShapeTakesNoRaggedListsOfTheRightCount(String json) {
        assertThatThrownBy(() ->
                        JsonTensors.read(
                                JsonReaderTest.reader(json),
                                DataType.FLOAT32,
                                Shape.of(2, 2),
                                memory))
                .isInstanceOf(TensorShapeException.class);
    }

    @Test
    void aKnownShapeIsRefusedWithBothCountsWhenTheyDiffer() {
        assertThatThrownBy(() ->
                        JsonTensors.read(
                                JsonReaderTest.reader("[1,2,3]"),
                                DataType.FLOAT32,
                                Shape.of(1_000_000, 1_000_000),
                                memory))
                .isInstanceOf(TensorShapeException.class)
                .hasMessage("shape [1000000,1000000] has 1000000000000 elements, 3 were given");
    }

    @Test
    void longRandomListsAreReadAsTheJdkReadsThem() {
        long seed = Long.getLong("inferry.seed", System.nanoTime());
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int round = 0; round < 300; round++) {
            float[] floats = new float[1 + random.nextInt(3000)];
            double[] doubles = new double[floats.length];
            StringBuilder json = new StringBuilder("[");
            for (int i = 0; i < floats.length; i++) {
                String text = spelling(random);
                floats[i] = Float.parseFloat(text);
                doubles[i] = Double.parseDouble(text);
                json.append(i == 0 ? "" : random.nextInt(9) == 0 ? " ,\n\t" : ",").append(text);
            }
            json.append("]");
            try (Tensor tensor = value(DataType.FLOAT32, json.toString())) {
                assertThat(((NumericTensor) tensor).toFloats())
                        .as("seed %d", seed)
                        .isEqualTo(floats);
            }
            try (Tensor tensor = value(DataType.FLOAT64, json.toString())) {
                assertThat(((NumericTensor) tensor).toDoubles())
                        .as("seed %d", seed)
                        .isEqualTo(doubles);
            }
        }
    }

    @Test
    void longRandomListsOfIntegersAreExact() {
        long seed = Long.getLong("inferry.seed", System.nanoTime());
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int round = 0; round < 100; round++) {
            long[] longs = random.longs(1 + random.nextInt(500)).map(v -> v >> (v & 63)).toArray();
            int[] ints = Arrays.stream(longs).mapToInt(v -> (int) v).toArray();
            try (Tensor tensor = value(DataType.INT64, Arrays.toString(longs))) {
                assertThat(((NumericTensor) tensor).toLongs()).as("seed %d", seed).isEqualTo(longs);
            }
            try (Tensor tensor = value(DataType.INT32, Arrays.toString(ints))) {
                assertThat(((NumericTensor) tensor).toInts()).as("seed %d", seed).isEqualTo(ints);
            }
        }
    }

    private static String spelling(RandomGenerator random) {
        double value = random.nextDouble() * Math.pow(10, random.nextInt(12) - 4);
        String sign = random.nextInt(3) == 0 ? "-" : "";
        return sign
                + switch (random.nextInt(6)) {
                    case 0 -> Double.toString(value);
                    case 1 -> Float.toString((float) value);
                    case 2 -> Long.toString((long) value);
                    case 3 -> Math.round(value) + "." + random.nextLong(1L << 62);
                    case 4 -> "0." + random.nextLong(1L << 62) + random.nextInt(1000);
                    default -> random.nextInt(10) + "." + random.nextInt(100);
                };
    }

    private Tensor rows(DataType dataType, String json) {
        var reader = JsonReaderTest.reader(json);
        try (var builder = new TensorBuilder(dataType, memory)) {
            reader.beginArray();
            while (reader.hasNext()) {
                builder.append(reader);
            }
            reader.endArray();
            return builder.rows();
        }
    }

    private Tensor value(DataType dataType, String json) {
        try (var builder = new TensorBuilder(dataType, memory)) {
            builder.append(JsonReaderTest.reader(json));
            return builder.value();
        }
    }

    private TensorShapeException shapeError(String json) {
        return catchThrowableOfType(
                TensorShapeException.class, () -> rows(DataType.FLOAT32, json).close());
    }

    private static long stored(NumericTensor tensor) {
        long bits = 0;
        byte[] bytes = tensor.segment().toArray(ValueLayout.JAVA_BYTE);
        for (int i = bytes.length - 1; i >= 0; i--) {
            bits = bits << 8 | bytes[i] & 0xFF;
        }
        boolean signed = tensor.dataType().name().startsWith("INT");
        int unused = Long.SIZE - 8 * bytes.length;
        return signed ? bits << unused >> unused : bits;
    }
}
