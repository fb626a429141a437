package io.inferry.protocol.openinference.rest;

import io.inferry.api.model.ModelRef;
import io.inferry.api.model.VersionChoice;
import io.inferry.contracts.GoldenValue;
import io.inferry.protocol.openinference.wire.Datatype;
import java.util.Map;
import java.util.stream.Collectors;

/** Requests as a client would write them. */
final class V2 {
    private V2() {}

    static String inferPath(ModelRef model) {
        String version =
                switch (model.version()) {
                    case VersionChoice.Latest _ -> "";
                    case VersionChoice.Exact exact -> "/versions/" + exact.version();
                    case VersionChoice.Label label -> "/versions/" + label.label();
                };
        return "/v2/models/" + model.name() + version + "/infer";
    }

    static String jsonBody(Map<String, GoldenValue> inputs) {
        return inputs.entrySet().stream()
                .map(input -> jsonInput(input.getKey(), input.getValue()))
                .collect(Collectors.joining(", ", "{\"inputs\": [", "]}"));
    }

    private static String jsonInput(String name, GoldenValue value) {
        String data =
                value.elements().stream()
                        .map(element ->
                                element instanceof String text ? quoted(text) : "" + element)
                        .collect(Collectors.joining(", "));
        return "{\"name\": "
                + quoted(name)
                + ", \"shape\": "
                + value.shape()
                + ", \"datatype\": "
                + quoted(Datatype.name(value.dataType()))
                + ", \"data\": ["
                + data
                + "]}";
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
