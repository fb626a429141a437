package io.inferry.protocol.openinference.rest;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Answer;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.protocol.openinference.wire.Datatype;
import io.inferry.protocol.openinference.wire.RawOutput;
import io.inferry.protocol.openinference.wire.RequestIds;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.http.HttpResponse;
import io.inferry.transport.json.FloatStyle;
import io.inferry.transport.json.JsonWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Writes an answer: data in the JSON as one flat list, as Triton does, or as binary parts behind it
 * in the order of the JSON list.
 */
final class InferAnswerWriter {
    private final Answer answer;
    private final InferBody asked;
    private final JsonWriter json = new JsonWriter(FloatStyle.SHORTEST);
    private long binaryBytes;

    private InferAnswerWriter(Answer answer, InferBody asked) {
        this.answer = answer;
        this.asked = asked;
    }

    /**
     * The response; the answer's tensors are read, not closed.
     *
     * @throws ServingException INVALID_ARGUMENT for an output that has no form in JSON
     */
    static HttpResponse write(Answer answer, InferBody asked) {
        InferAnswerWriter writer = new InferAnswerWriter(answer, asked);
        writer.writeJson();
        Bytes head = writer.json.toBytes();
        return writer.binaryBytes == 0 && !writer.anyBinary()
                ? HttpResponse.json(200, head)
                : writer.withParts(head);
    }

    private void writeJson() {
        json.beginObject()
                .name("id")
                .string(RequestIds.orNew(asked.id()))
                .name("model_name")
                .string(answer.id().name())
                .name("model_version")
                .string(Long.toString(answer.id().version()))
                .name("outputs")
                .beginArray();
        for (Map.Entry<String, Tensor> output : answer.outputs().entrySet()) {
            writeOutput(output.getKey(), output.getValue());
        }
        json.endArray().endObject();
    }

    private void writeOutput(String name, Tensor tensor) {
        json.beginObject()
                .name("name")
                .string(name)
                .name("datatype")
                .string(Datatype.name(tensor.dataType()))
                .name("shape");
        JsonShape.write(json, tensor.shape());
        if (asked.outputs().binary(name)) {
            long size = RawOutput.byteSize(tensor);
            binaryBytes += size;
            json.name("parameters").beginObject().name("binary_data_size").number(size).endObject();
        } else {
            checkText(name, tensor);
            json.name("data").flat(tensor);
        }
        json.endObject();
    }

    private boolean anyBinary() {
        return answer.outputs().keySet().stream().anyMatch(asked.outputs()::binary);
    }

    private HttpResponse withParts(Bytes head) {
        long length = head.length() + binaryBytes;
        if (length > Integer.MAX_VALUE - Long.BYTES) {
            throw ServingException.of(
                    io.inferry.api.ErrorCode.TOO_LARGE,
                    "the answer has " + length + " bytes, more than one HTTP body can hold");
        }
        byte[] body = new byte[(int) length];
        System.arraycopy(head.array(), head.offset(), body, 0, head.length());
        int at = head.length();
        for (Map.Entry<String, Tensor> output : answer.outputs().entrySet()) {
            if (asked.outputs().binary(output.getKey())) {
                ByteBuffer part = RawOutput.view(output.getValue());
                int size = part.remaining();
                part.get(body, at, size);
                at += size;
            }
        }
        return new HttpResponse(
                200,
                "application/octet-stream",
                List.of(RestErrors.header(InferRoute.JSON_LENGTH, Integer.toString(head.length()))),
                Bytes.of(body));
    }

    /**
     * JSON texts are Unicode. Bytes that are not would arrive as something else or not at all, so
     * they are refused rather than replaced.
     */
    private static void checkText(String name, Tensor tensor) {
        if (!(tensor instanceof StringTensor texts)) {
            return;
        }
        for (byte[] element : texts.elements()) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(element));
            } catch (CharacterCodingException e) {
                throw ServingException.invalidArgument(
                        "output '"
                                + name
                                + "' holds bytes that are not UTF-8 and have no form in JSON; ask"
                                + " for it with \"parameters\": {\"binary_data\": true}");
            }
        }
    }
}
