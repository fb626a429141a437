package io.inferry.protocol.openinference.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inferry.api.model.ModelRef;
import io.inferry.contracts.GoldenValue;
import io.inferry.contracts.RestProtocolContract;
import io.inferry.protocol.openinference.OpenInferenceProtocol;
import io.inferry.transport.Protocol;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class RestContractTest extends RestProtocolContract {
    private final ObjectMapper mapper = new ObjectMapper();

    @Override
    protected Protocol protocol() {
        return new OpenInferenceProtocol();
    }

    @Override
    protected String listener() {
        return OpenInferenceProtocol.REST_LISTENER;
    }

    @Override
    protected String path(ModelRef model) {
        return V2.inferPath(model);
    }

    @Override
    protected String body(Map<String, GoldenValue> inputs) {
        return V2.jsonBody(inputs);
    }

    @Override
    protected String raggedBody() {
        String rows = "[[" + "0, ".repeat(64) + "0], [" + "0, ".repeat(62) + "0]]";
        return "{\"inputs\": [{\"name\": \"x\", \"shape\": [2, 64], \"datatype\": \"FP32\","
                + " \"data\": "
                + rows
                + "}]}";
    }

    @Override
    protected Map<String, List<Double>> readAnswer(String body) throws IOException {
        Map<String, List<Double>> outputs = new LinkedHashMap<>();
        for (JsonNode output : mapper.readTree(body).path("outputs")) {
            List<Double> elements = new ArrayList<>();
            output.path("data").forEach(element -> elements.add(element.asDouble()));
            outputs.put(output.path("name").asText(), elements);
        }
        return outputs;
    }

    @Override
    protected String readError(String body) throws IOException {
        JsonNode error = mapper.readTree(body);
        assertThat(error.fieldNames()).toIterable().containsExactly("error");
        return error.path("error").asText();
    }
}
