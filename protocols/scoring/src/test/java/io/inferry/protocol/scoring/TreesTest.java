package io.inferry.protocol.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.inferry.contracts.Golden;
import io.inferry.contracts.GoldenCase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Trees of LightGBM's, held against what LightGBM's own Python library answered. */
class TreesTest extends ScoringServerTest {
    private static final int WIDTH = 30;

    private static GoldenCase golden() throws Exception {
        return Golden.parse("bc_lightgbm", resource("bc_lightgbm.golden.json")).first();
    }

    private static List<List<Object>> rows() throws Exception {
        List<Object> cells = golden().inputs().get("features").elements();
        List<List<Object>> rows = new ArrayList<>();
        for (int at = 0; at < cells.size(); at += WIDTH) {
            rows.add(cells.subList(at, at + WIDTH));
        }
        return rows;
    }

    /** By name, last column first. */
    private static List<Map<String, Object>> records() throws Exception {
        List<Map<String, Object>> records = new ArrayList<>();
        for (List<Object> row : rows()) {
            Map<String, Object> byName = new LinkedHashMap<>();
            for (int column = WIDTH - 1; column >= 0; column--) {
                byName.put("Column_" + column, row.get(column));
            }
            records.add(byName);
        }
        return records;
    }

    private void assertGolden(JsonNode predictions) throws Exception {
        double[] expected = golden().outputs().get("probability").numbers();
        assertThat(predictions).hasSize(expected.length);
        for (int row = 0; row < expected.length; row++) {
            assertThat(predictions.at("/" + row + "/probabilities/1").asDouble())
                    .isCloseTo(expected[row], within(1e-6));
            assertThat(predictions.at("/" + row + "/label").asInt()).isEqualTo(1);
        }
    }

    @Test
    void recordsAreAnsweredAsByLightGbm() throws Exception {
        String body = mapper().valueToTree(Map.of("dataframe_records", records())).toString();

        assertGolden(predictions(post("/models/trees/invoke", JSON, body)));
        assertGolden(predictions(post("/v1/models/trees:predict", JSON, body)));
    }

    @Test
    void rowsAndCsvAreAnsweredAsByLightGbm() throws Exception {
        String rows = mapper().valueToTree(Map.of("instances", rows())).toString();
        StringBuilder csv = new StringBuilder();
        for (List<Object> row : rows()) {
            csv.append(String.join(",", row.stream().map(String::valueOf).toList())).append('\n');
        }

        assertGolden(predictions(post("/v1/models/trees:predict", JSON, rows)));
        assertGolden(predictions(post("/models/trees/invoke", CSV, csv.toString())));
    }

    @Test
    void explanationsSumToTheMargin() throws Exception {
        String body = mapper().valueToTree(Map.of("instances", records())).toString();

        JsonNode explanations =
                member("explanations", post("/v1/models/trees:explain", JSON, body));

        double[] expected = golden().outputs().get("probability").numbers();
        for (int row = 0; row < expected.length; row++) {
            JsonNode explained = explanations.path(row);
            assertThat(explained.path("contributions")).hasSize(WIDTH);
            double sum = explained.path("bias").asDouble();
            for (JsonNode contribution : explained.path("contributions")) {
                sum += contribution.asDouble();
            }
            assertThat(1 / (1 + Math.exp(-sum))).isCloseTo(expected[row], within(1e-5));
        }
    }
}
