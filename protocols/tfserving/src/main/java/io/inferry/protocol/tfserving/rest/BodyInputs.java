package io.inferry.protocol.tfserving.rest;

import io.inferry.transport.facts.JsonElement;
import io.inferry.transport.facts.Members;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.json.Base64Object;
import io.inferry.transport.json.JsonReader;
import io.inferry.transport.json.JsonSyntaxException;
import io.inferry.transport.json.JsonTypeException;
import io.inferry.transport.json.Token;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * First elements of a body's inputs, of the first row or the first example, before the body is
 * read. What is broken is absent: the caller is told of it when the body is read.
 */
final class BodyInputs {
    private static final String INSTANCES = "instances";
    private static final String INPUTS = "inputs";
    private static final String EXAMPLES = "examples";
    private static final String CONTEXT = "context";
    private static final List<String> FORMS = List.of(INSTANCES, INPUTS, EXAMPLES);

    private final Members members;
    private final Predicate<String> onlyInput;
    private final Map<String, Optional<String>> known = new HashMap<>();

    /**
     * @param onlyInput whether the model has one input and it is of this name; asked where the
     *     values have no names
     */
    BodyInputs(Bytes body, Predicate<String> onlyInput) {
        this.members = new Members(body);
        this.onlyInput = onlyInput;
    }

    /** The first element of an input. */
    Optional<String> first(String name) {
        Optional<String> found = known.get(name);
        if (found == null) {
            found = find(name);
            known.put(name, found);
        }
        return found;
    }

    private Optional<String> find(String name) {
        try {
            return switch (members.firstOf(FORMS).orElse("")) {
                case INSTANCES -> firstRow(INSTANCES).flatMap(row -> value(row, name));
                case INPUTS -> members.find(INPUTS).flatMap(inputs -> value(inputs, name));
                case EXAMPLES ->
                        firstRow(EXAMPLES)
                                .flatMap(example -> feature(example, name))
                                .or(() ->
                                        members.find(CONTEXT)
                                                .flatMap(context -> feature(context, name)));
                default -> Optional.empty();
            };
        } catch (JsonSyntaxException | JsonTypeException broken) {
            return Optional.empty();
        }
    }

    private Optional<JsonReader> firstRow(String list) {
        return members.find(list)
                .filter(json -> {
                    json.beginArray();
                    return json.hasNext();
                });
    }

    private Optional<String> value(JsonReader json, String name) {
        if (json.peek() == Token.OBJECT && !Base64Object.isAhead(json)) {
            return Members.enter(json, name) ? JsonElement.of(json) : Optional.empty();
        }
        return name.equals(INPUTS) || onlyInput.test(name)
                ? JsonElement.of(json)
                : Optional.empty();
    }

    private static Optional<String> feature(JsonReader example, String name) {
        if (!Members.enter(example, name)) {
            return Optional.empty();
        }
        if (example.peek() == Token.ARRAY) {
            example.beginArray();
        }
        return switch (example.peek()) {
            // Examples have no booleans: they become integers.
            case TRUE, FALSE -> Optional.of(example.bool() ? "1" : "0");
            case STRING, NUMBER, OBJECT -> JsonElement.of(example);
            case ARRAY, NULL, END -> Optional.empty();
        };
    }
}
