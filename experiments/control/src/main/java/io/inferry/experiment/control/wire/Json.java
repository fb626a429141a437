package io.inferry.experiment.control.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.inferry.api.ServingException;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.http.HttpResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * JSON bodies, in and out. A class of its own so that a server that is never asked never loads
 * Jackson.
 */
final class Json {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Json() {}

    /** A response of maps, lists, texts and numbers. */
    static HttpResponse response(int status, Object content) {
        try {
            return HttpResponse.json(status, Bytes.utf8(MAPPER.writeValueAsString(content) + "\n"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + content, e);
        }
    }

    /**
     * The one field that a body may have.
     *
     * @return empty when the body is, or the object in it
     * @throws ServingException INVALID_ARGUMENT for another field, a value that is neither text nor
     *     number, or what is no object
     */
    static Optional<String> field(Bytes body, String name) {
        if (body.length() == 0) {
            return Optional.empty();
        }
        JsonNode node = read(body);
        if (!node.isObject()) {
            throw ServingException.invalidArgument(
                    "the body must be {\"%s\": …} or empty, was %s"
                            .formatted(name, node.getNodeType()));
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            boolean scalar = field.getValue().isTextual() || field.getValue().isNumber();
            if (!field.getKey().equals(name) || !scalar) {
                throw ServingException.invalidArgument(
                        "the body must be {\"%s\": …} or empty, with a text, but has field '%s': %s"
                                .formatted(name, field.getKey(), field.getValue().getNodeType()));
            }
        }
        return Optional.ofNullable(node.get(name)).map(JsonNode::asText);
    }

    private static JsonNode read(Bytes body) {
        try {
            return MAPPER.readTree(body.array(), body.offset(), body.length());
        } catch (JsonProcessingException e) {
            throw ServingException.invalidArgument(
                    "the body is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw ServingException.invalidArgument("the body is not JSON: " + e.getMessage());
        }
    }
}
