package io.inferry.protocol.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inferry.api.model.ModelRef;
import io.inferry.api.model.VersionChoice;
import io.inferry.contracts.GoldenValue;
import io.inferry.contracts.RestProtocolContract;
import io.inferry.transport.Protocol;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class KserveContractTest extends RestProtocolContract {
    private final ObjectMapper mapper = new ObjectMapper();

    @Override
    protected Protocol protocol() {
        return new ScoringProtocol();
    }

    @Override
    protected String listener() {
        return ScoringProtocol.LISTENER;
    }

    @Override
    protected String path(ModelRef model) {
        String version =
                switch (model.version()) {
                    case VersionChoice.Latest _ -> "";
                    case VersionChoice.Exact exact -> "/versions/" + exact.version();
                    case VersionChoice.Label label -> "/labels/" + label.label();
                };
        return "/v1/models/" + model.name() + version + ":predict";
    }

    @Override
    protected String body(Map<String, GoldenValue> inputs) {
        Map<String, Object> whole = new LinkedHashMap<>();
        inputs.forEach((name, value) -> whole.put(name, rows(value)));
        return mapper.valueToTree(Map.of("inputs", whole)).toString();
    }

    private static List<List<Object>> rows(GoldenValue value) {
        int width = (int) value.shape().dim(1);
        List<List<Object>> rows = new ArrayList<>();
        for (int at = 0; at < value.elements().size(); at += width) {
            rows.add(value.elements().subList(at, at + width));
        }
        return rows;
    }

    @Override
    protected String raggedBody() {
        return "{\"instances\": [[" + "0, ".repeat(63) + "0], [" + "0, ".repeat(62) + "0]]}";
    }

    @Override
    protected Map<String, List<Double>> readAnswer(String body) throws IOException {
        List<Double> elements = new ArrayList<>();
        for (JsonNode row : mapper.readTree(body).path("predictions")) {
            row.forEach(element -> elements.add(element.asDouble()));
        }
        return Map.of(golden().outputs().keySet().iterator().next(), elements);
    }

    @Override
    protected String readError(String body) throws IOException {
        JsonNode error = mapper.readTree(body);
        assertThat(error.fieldNames()).toIterable().containsExactly("error");
        return error.path("error").asText();
    }
}
