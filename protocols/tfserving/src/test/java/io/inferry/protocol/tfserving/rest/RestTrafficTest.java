package io.inferry.protocol.tfserving.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.inferry.api.model.ModelRef;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.RequestField.Source;
import io.inferry.contracts.RestTrafficContract;
import io.inferry.contracts.RoutedQuestion;
import io.inferry.protocol.tfserving.TensorFlowServing;
import io.inferry.transport.Protocol;
import java.io.IOException;
import java.util.Set;

class RestTrafficTest extends RestTrafficContract {
    private final ObjectMapper mapper = new ObjectMapper();

    @Override
    protected Protocol protocol() {
        return new TensorFlowServing();
    }

    @Override
    protected String listener() {
        return TensorFlowServing.REST_LISTENER;
    }

    @Override
    protected Set<Source> sources() {
        return Set.of(Source.HEADER, Source.QUERY, Source.INPUT, Source.CALLER);
    }

    @Override
    protected String path(ModelRef model) {
        String choice =
                switch (model.version()) {
                    case VersionChoice.Latest _ -> "";
                    case VersionChoice.Exact exact -> "/versions/" + exact.version();
                    case VersionChoice.Label label -> "/labels/" + label.label();
                };
        return "/v1/models/" + model.name() + choice + ":predict";
    }

    @Override
    protected String body(RoutedQuestion question) {
        return "{\"instances\": [{\"" + question.input() + "\": " + question.x() + "}]}";
    }

    @Override
    protected double readAnswer(String body) throws IOException {
        return mapper.readTree(body).at("/predictions/0").asDouble();
    }
}
