package io.inferry.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One tensor of a golden file.
 *
 * @param elements row-major: {@link Double} for every numeric dtype, {@link String} for STRING
 */
public record GoldenValue(DataType dataType, Shape shape, List<Object> elements) {
    public GoldenValue {
        elements = List.copyOf(elements);
    }

    static GoldenValue of(JsonNode node) {
        DataType dataType = DataType.valueOf(node.path("dtype").asText().toUpperCase(Locale.ROOT));
        List<Long> dims = new ArrayList<>();
        node.path("shape").forEach(dim -> dims.add(dim.asLong()));
        List<Object> elements = new ArrayList<>();
        for (JsonNode element : node.path("data")) {
            elements.add(dataType.isNumeric() ? (Object) element.asDouble() : element.asText());
        }
        Shape shape = Shape.of(dims.stream().mapToLong(Long::longValue).toArray());
        return new GoldenValue(dataType, shape, elements);
    }

    /** This value as a tensor that the caller closes. */
    public Tensor tensor(TensorMemory memory) {
        if (dataType == DataType.STRING) {
            return StringTensor.ofTexts(
                    shape, elements.stream().map(String::valueOf).toArray(String[]::new));
        }
        return Numbers.tensor(memory, dataType, shape, numbers());
    }

    /** The elements of a numeric value. */
    public double[] numbers() {
        return elements.stream().mapToDouble(element -> (Double) element).toArray();
    }

    void assertMatches(String name, Tensor actual, double tolerance) {
        assertThat(actual.dataType()).as("dtype of '%s'", name).isEqualTo(dataType);
        assertThat(actual.shape()).as("shape of '%s'", name).isEqualTo(shape);
        switch (actual) {
            case StringTensor texts ->
                    assertThat(texts.toTexts()).as("elements of '%s'", name).isEqualTo(elements);
            case NumericTensor numbers -> assertClose(name, Numbers.toDoubles(numbers), tolerance);
        }
    }

    private void assertClose(String name, double[] actual, double tolerance) {
        double[] expected = numbers();
        boolean exact = !dataType.name().contains("FLOAT");
        for (int i = 0; i < expected.length; i++) {
            double allowed = exact ? 0 : tolerance * Math.max(1, Math.abs(expected[i]));
            assertThat(Math.abs(actual[i] - expected[i]))
                    .as("'%s'[%d]: expected %s, got %s", name, i, expected[i], actual[i])
                    .isLessThanOrEqualTo(allowed);
        }
    }
}
