package io.inferry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The table model "churn", its rows in every form, and what LightGBM itself answers for them. */
final class Customers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double TOLERANCE = 1e-9;

    private final JsonNode golden;

    private Customers(JsonNode golden) {
        this.golden = golden;
    }

    static Customers read() throws IOException {
        try (InputStream file = resource("churn.json")) {
            return new Customers(JSON.readTree(file));
        }
    }

    private static InputStream resource(String name) {
        InputStream found = Customers.class.getResourceAsStream("/tables/" + name);
        assertThat(found).as(name).isNotNull();
        return found;
    }

    /** Version 1 of the model, with names for its classes. */
    static void install(Path models) throws IOException {
        Path version = Files.createDirectories(models.resolve("churn/1"));
        try (InputStream file = resource("churn.txt")) {
            Files.copy(file, version.resolve("model.txt"));
        }
        Files.writeString(
                models.resolve("churn/model.yaml"),
                """
                trees: {input_dtype: float64}   # LightGBM's own
                table: {classes: [stays, leaves, downgrades]}
                """);
    }

    private List<String> names() {
        return golden.path("columns").valueStream().map(JsonNode::textValue).toList();
    }

    private JsonNode records() {
        return golden.path("records");
    }

    /** One object for each row: mixed numbers, texts, booleans and nulls. */
    String instances() {
        return JSON.createObjectNode().<ObjectNode>set("instances", records()).toString();
    }

    /** One list for each column. */
    String columns() {
        ObjectNode inputs = JSON.createObjectNode();
        names().forEach(name -> inputs.set(name, column(name)));
        return JSON.createObjectNode().<ObjectNode>set("inputs", inputs).toString();
    }

    private ArrayNode column(String name) {
        ArrayNode values = JSON.createArrayNode();
        records().forEach(record -> values.add(record.path(name)));
        return values;
    }

    /** One Open Inference tensor for each column, each of a dtype that fits it. */
    String tensors(String parameters) {
        ArrayNode inputs = JSON.createArrayNode();
        for (String name : names()) {
            boolean texts = column(name).valueStream().anyMatch(JsonNode::isTextual);
            ArrayNode data = JSON.createArrayNode();
            for (JsonNode value : column(name)) {
                data.add(value.isNull() && texts ? JSON.getNodeFactory().textNode("") : value);
            }
            inputs.addObject()
                    .put("name", name)
                    .put("datatype", texts ? "BYTES" : name.equals("paperless") ? "BOOL" : "FP64")
                    .<ObjectNode>set("shape", JSON.createArrayNode().add(data.size()))
                    .set("data", data);
        }
        ObjectNode request = JSON.createObjectNode();
        if (!parameters.isEmpty()) {
            request.putObject("parameters").put(parameters, true);
        }
        return request.<ObjectNode>set("inputs", inputs).toString();
    }

    /** A pandas data frame as MLflow's clients send it. */
    String frame() {
        ObjectNode split = JSON.createObjectNode();
        names().forEach(split.withArray("columns")::add);
        ArrayNode rows = split.putArray("data");
        for (JsonNode record : records()) {
            ArrayNode row = rows.addArray();
            names().forEach(name -> row.add(record.path(name)));
        }
        return JSON.createObjectNode().<ObjectNode>set("dataframe_split", split).toString();
    }

    /** A file as spreadsheets write it: a head, quotes where needed, nothing where nothing is. */
    String csv() {
        StringBuilder file = new StringBuilder(String.join(",", names())).append("\r\n");
        for (JsonNode record : records()) {
            List<String> cells = new ArrayList<>();
            names().forEach(name -> cells.add(cell(record.path(name))));
            file.append(String.join(",", cells)).append("\r\n");
        }
        return file.toString();
    }

    private static String cell(JsonNode value) {
        String text = value.isNull() ? "" : value.asText();
        return text.contains(",") || text.contains("\"")
                ? "\"" + text.replace("\"", "\"\"") + "\""
                : text;
    }

    int count() {
        return records().size();
    }

    /** Labels and probabilities, row by row. */
    void assertLabels(List<String> labels) {
        assertThat(labels)
                .isEqualTo(golden.path("labels").valueStream().map(JsonNode::textValue).toList());
    }

    void assertProbabilities(List<Double> flat) {
        assertClose(flat, flat(golden.path("probabilities")));
    }

    /** The class's contributions of one row: one for each column, then the bias. */
    List<Double> contributions(int row, int outcome) {
        return flat(golden.path("contributions").path(row).path(outcome));
    }

    List<String> classes() {
        return golden.path("classes").valueStream().map(JsonNode::textValue).toList();
    }

    List<String> columnNames() {
        return names();
    }

    static void assertClose(List<Double> actual, List<Double> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i))
                    .as("number %d", i)
                    .isCloseTo(expected.get(i), within(TOLERANCE));
        }
    }

    /** All numbers of nested lists, in order. */
    static List<Double> flat(JsonNode node) {
        List<Double> numbers = new ArrayList<>();
        if (node.isNumber()) {
            numbers.add(node.doubleValue());
        }
        node.forEach(each -> numbers.addAll(flat(each)));
        return numbers;
    }
}
