package io.inferry.protocol.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.inferry.api.ServingException;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.http.HttpRequest;
import io.inferry.transport.http.HttpResponse;
import java.io.IOException;

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

    /** What another part of the server wrote. */
    static JsonNode tree(String written) {
        try {
            return MAPPER.readTree(written);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read " + written, e);
        }
    }

    /**
     * The request's body as a JSON object.
     *
     * @throws ServingException INVALID_ARGUMENT when it is none
     */
    static JsonNode object(HttpRequest request) {
        Bytes body = request.body();
        try {
            JsonNode node = MAPPER.readTree(body.array(), body.offset(), body.length());
            if (!node.isObject()) {
                throw ServingException.invalidArgument(
                        "the body must be a JSON object, was "
                                + (node.isMissingNode() ? "empty" : node.getNodeType()));
            }
            return node;
        } catch (JsonProcessingException e) {
            throw ServingException.invalidArgument(
                    "the body is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }
}
