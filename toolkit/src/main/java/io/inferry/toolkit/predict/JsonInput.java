package io.inferry.toolkit.predict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns what people type into an Open Inference request: shapes from the nesting, dtypes from the
 * model.
 */
final class JsonInput {
    private JsonInput() {}

    static JsonNode parse(String text) {
        try {
            return JsonText.read(text);
        } catch (JsonProcessingException e) {
            throw new PredictException("the input is not JSON: " + e.getOriginalMessage());
        }
    }

    static boolean isWholeRequest(JsonNode json) {
        JsonNode inputs = json.path("inputs");
        return inputs.isArray() && inputs.path(0).has("datatype");
    }

    static JsonNode request(JsonNode json, List<InputSpec> specs) {
        ArrayNode inputs = JsonText.object().arrayNode();
        if (json.isObject()) {
            json.properties()
                    .forEach(field ->
                            inputs.add(input(spec(field.getKey(), specs), field.getValue())));
        } else if (specs.size() == 1) {
            inputs.add(input(specs.getFirst(), json));
        } else {
            throw new PredictException(
                    "the model has "
                            + specs.size()
                            + " inputs; give an object with "
                            + specs.stream().map(InputSpec::name).toList());
        }
        return JsonText.object().set("inputs", inputs);
    }

    private static InputSpec spec(String name, List<InputSpec> specs) {
        return specs.stream()
                .filter(spec -> spec.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new PredictException(
                                "the model has no input '"
                                        + name
                                        + "'; it has "
                                        + specs.stream().map(InputSpec::name).toList()));
    }

    private static ObjectNode input(InputSpec spec, JsonNode values) {
        List<Long> shape = new ArrayList<>();
        for (JsonNode level = values; level.isArray(); level = level.path(0)) {
            shape.add((long) level.size());
        }
        JsonNode data = values;
        if (shape.size() == spec.shape().size() - 1) {
            // one row typed without its batch dimension
            shape.addFirst(1L);
        }
        if (!data.isArray()) {
            data = JsonText.object().arrayNode().add(values);
        }
        ObjectNode input = JsonText.object();
        input.put("name", spec.name()).put("datatype", spec.datatype());
        shape.forEach(input.putArray("shape")::add);
        input.set("data", data);
        return input;
    }
}
