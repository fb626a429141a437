package io.inferry.protocol.openinference.rest;

import io.inferry.api.ServingException;
import io.inferry.api.model.ModelDescription;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.protocol.openinference.wire.InputTensors;
import io.inferry.protocol.openinference.wire.Parameters;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.json.JsonReader;
import io.inferry.transport.json.JsonSyntaxException;
import io.inferry.transport.json.JsonTypeException;
import io.inferry.transport.json.Token;

/**
 * Reads one request's body: its JSON, and behind it the inputs' binary parts in the order of the
 * JSON list.
 */
final class InferBodyReader {
    private final Bytes json;
    private final BinaryParts parts;
    private final TensorMemory memory;
    private final ModelDescription model;
    private final JsonReader reader;
    private final InputTensors inputs = new InputTensors();
    private final RequestedOutputs outputs = new RequestedOutputs();
    private String id = "";
    private Parameters parameters = Parameters.NONE;
    private boolean listsInputs;

    private InferBodyReader(
            Bytes json, BinaryParts parts, TensorMemory memory, ModelDescription model) {
        this.model = model;
        this.json = json;
        this.parts = parts;
        this.memory = memory;
        this.reader = new JsonReader(json);
    }

    /**
     * Reads a body.
     *
     * @param parts what stands behind the JSON
     * @param model whose columns may have gaps
     * @throws ServingException INVALID_ARGUMENT when it is no such request; nothing stays allocated
     */
    static InferBody read(
            Bytes json, BinaryParts parts, TensorMemory memory, ModelDescription model) {
        InferBodyReader body = new InferBodyReader(json, parts, memory, model);
        boolean read = false;
        try {
            body.readRequest();
            parts.checkAllRead();
            read = true;
        } catch (JsonSyntaxException e) {
            throw ServingException.invalidArgument(
                    "failed to parse the request JSON buffer: " + e.text() + " at " + e.offset());
        } catch (JsonTypeException e) {
            throw ServingException.invalidArgument(
                    "failed to parse the request JSON buffer: " + e.getMessage());
        } finally {
            if (!read) {
                body.inputs.close();
            }
        }
        return new InferBody(body.id, body.parameters, body.inputs, body.outputs);
    }

    private void readRequest() {
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            try {
                readMember(name);
            } catch (JsonTypeException e) {
                throw unparsable(name, e);
            }
        }
        reader.endObject();
        reader.endDocument();
        outputs.requestParameters(parameters);
        if (!listsInputs) {
            throw ServingException.invalidArgument(
                    "Unable to parse 'inputs': the request has no such member");
        }
    }

    private void readMember(String name) {
        switch (name) {
            case "id" -> id = optionalText();
            case "parameters" -> parameters = ParametersReader.read(reader);
            case "inputs" -> readInputs();
            case "outputs" -> readOutputs();
            default -> reader.skipValue();
        }
    }

    private String optionalText() {
        if (reader.peek() == Token.NULL) {
            reader.nextNull();
            return "";
        }
        return reader.string();
    }

    private void readInputs() {
        listsInputs = true;
        reader.beginArray();
        while (reader.hasNext()) {
            InputReader input = new InputReader(reader, json, memory, model);
            try {
                input.readObject();
                inputs.add(input.name(), input.tensor(parts));
            } finally {
                input.close();
            }
        }
        reader.endArray();
    }

    private void readOutputs() {
        if (reader.peek() == Token.NULL) {
            reader.nextNull();
            return;
        }
        reader.beginArray();
        while (reader.hasNext()) {
            readOutput();
        }
        reader.endArray();
    }

    private void readOutput() {
        String name = "";
        Parameters wanted = Parameters.NONE;
        reader.beginObject();
        while (reader.hasNext()) {
            switch (reader.nextName()) {
                case "name" -> name = reader.string();
                case "parameters" -> wanted = ParametersReader.read(reader);
                default -> reader.skipValue();
            }
        }
        reader.endObject();
        outputs.add(name, wanted);
    }

    static ServingException unparsable(String member, JsonTypeException problem) {
        return ServingException.invalidArgument(
                "Unable to parse '" + member + "': " + problem.getMessage());
    }
}
