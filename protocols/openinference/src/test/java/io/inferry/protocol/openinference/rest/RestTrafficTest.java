package io.inferry.protocol.openinference.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.inferry.api.model.ModelRef;
import io.inferry.api.traffic.RequestField.Source;
import io.inferry.contracts.RestTrafficContract;
import io.inferry.contracts.RoutedQuestion;
import io.inferry.protocol.openinference.OpenInferenceProtocol;
import io.inferry.transport.Protocol;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

class RestTrafficTest extends RestTrafficContract {
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
    protected Set<Source> sources() {
        return EnumSet.allOf(Source.class);
    }

    @Override
    protected String path(ModelRef model) {
        return V2.inferPath(model);
    }

    @Override
    protected String body(RoutedQuestion question) {
        var input =
                Map.of(
                        "name", question.input(),
                        "shape", List.of(1),
                        "datatype", "FP32",
                        "data", List.of(question.x()));
        return mapper.valueToTree(
                        Map.of("inputs", List.of(input), "parameters", question.parameters()))
                .toString();
    }

    @Override
    protected double readAnswer(String body) throws IOException {
        return mapper.readTree(body).at("/outputs/0/data/0").asDouble();
    }
}
