package io.inferry.protocol.scoring;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.inferry.api.model.ModelRef;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.RequestField.Source;
import io.inferry.contracts.RestTrafficContract;
import io.inferry.contracts.RoutedQuestion;
import io.inferry.transport.Protocol;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

class ScoringTrafficTest extends RestTrafficContract {
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
    protected Set<Source> sources() {
        return EnumSet.allOf(Source.class);
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
    protected String body(RoutedQuestion question) {
        return mapper.valueToTree(
                        Map.of(
                                "instances",
                                List.of(Map.of(question.input(), question.x())),
                                "params",
                                question.parameters()))
                .toString();
    }

    @Override
    protected double readAnswer(String body) throws IOException {
        return mapper.readTree(body).at("/predictions/0").asDouble();
    }
}
