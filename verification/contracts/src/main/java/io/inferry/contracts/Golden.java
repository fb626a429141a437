package io.inferry.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inferry.api.model.Signature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Questions and the right answers for one model, computed by the framework that made it.
 *
 * @param name the fixture's name without its ending, for example {@code digits_keras}
 * @param computedBy framework and version
 */
public record Golden(String name, String computedBy, List<GoldenCase> cases) {
    public Golden {
        cases = List.copyOf(cases);
    }

    /**
     * Reads {@code name.golden.json} of the kit.
     *
     * @param name for example {@code digits_keras}
     */
    public static Golden read(String name) {
        return parse(name, Fixtures.bytes(name + ".golden.json"));
    }

    /** Reads a golden file that a module keeps for itself. */
    public static Golden parse(String name, byte[] json) {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<GoldenCase> cases = new ArrayList<>();
        for (JsonNode node : root.path("cases")) {
            cases.add(
                    new GoldenCase(
                            node.path("signature").asText(Signature.DEFAULT_NAME),
                            values(node.path("inputs")),
                            values(node.path("outputs"))));
        }
        return new Golden(name, root.path("computed_by").asText(), cases);
    }

    /** The cases of one signature. */
    public List<GoldenCase> cases(String signature) {
        return cases.stream().filter(each -> each.signature().equals(signature)).toList();
    }

    /** The first case of {@link Signature#DEFAULT_NAME}. */
    public GoldenCase first() {
        return cases(Signature.DEFAULT_NAME).getFirst();
    }

    private static Map<String, GoldenValue> values(JsonNode node) {
        Map<String, GoldenValue> values = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> values.put(entry.getKey(), GoldenValue.of(entry.getValue())));
        return values;
    }
}
