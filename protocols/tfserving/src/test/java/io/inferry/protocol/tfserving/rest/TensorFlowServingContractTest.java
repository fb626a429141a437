package io.inferry.protocol.tfserving.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inferry.api.model.ModelRef;
import io.inferry.api.model.VersionChoice;
import io.inferry.contracts.GoldenValue;
import io.inferry.contracts.RestProtocolContract;
import io.inferry.protocol.tfserving.TensorFlowServing;
import io.inferry.transport.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What every protocol keeps. */
class TensorFlowServingContractTest extends RestProtocolContract {
    private final ObjectMapper mapper = new ObjectMapper();

    @Override
    protected Protocol protocol() {
        return new TensorFlowServing();
    }

    @Override
    protected String listener() {
        return "tensorflow_rest";
    }

    @Override
    protected String path(ModelRef model) {
        String choice =
                switch (model.version()) {
                    case VersionChoice.Latest latest -> "";
                    case VersionChoice.Exact exact -> "/versions/" + exact.version();
                    case VersionChoice.Label label -> "/labels/" + label.label();
                };
        return "/v1/models/" + model.name() + choice + ":predict";
    }

    @Override
    protected String body(Map<String, GoldenValue> inputs) {
        return "{\"inputs\": " + write(Nested.byName(inputs)) + "}";
    }

    @Override
    protected String raggedBody() {
        return "{\"instances\": [[1, 2], [1]]}";
    }

    @Override
    protected Map<String, List<Double>> readAnswer(String body) throws JsonProcessingException {
        List<Double> elements = new ArrayList<>();
        collect(mapper.readTree(body).get("outputs"), elements);
        return Map.of(golden().outputs().keySet().iterator().next(), elements);
    }

    @Override
    protected String readError(String body) throws JsonProcessingException {
        JsonNode error = mapper.readTree(body);
        assertThat(error.fieldNames()).toIterable().containsExactly("error");
        return error.get("error").textValue();
    }

    private String write(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void collect(JsonNode node, List<Double> elements) {
        if (node.isArray()) {
            node.forEach(each -> collect(each, elements));
        } else {
            elements.add(node.doubleValue());
        }
    }
}
