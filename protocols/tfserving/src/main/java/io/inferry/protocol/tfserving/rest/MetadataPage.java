package io.inferry.protocol.tfserving.rest;

import io.inferry.api.model.ModelDescription;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.protocol.tfserving.wire.TypeName;
import io.inferry.transport.http.Bytes;
import java.util.List;
import java.util.TreeMap;

/** The signatures of a version as upstream prints its GetModelMetadataResponse. */
final class MetadataPage {
    private MetadataPage() {}

    static Bytes render(ModelDescription model) {
        PrettyWriter json = PrettyWriter.likeProtobuf();
        json.beginObject();
        json.key("model_spec").beginObject();
        json.key("name").string(model.id().name());
        json.key("signature_name").string("");
        json.key("version").string(Long.toString(model.id().version()));
        json.endObject();
        json.key("metadata").beginObject();
        json.key("signature_def").beginObject();
        json.key("signature_def").beginObject();
        for (Signature signature : new TreeMap<>(model.signatures()).values()) {
            json.key(signature.name());
            printSignature(json, signature);
        }
        return json.endObject().endObject().endObject().endObject().line().toBytes();
    }

    private static void printSignature(PrettyWriter json, Signature signature) {
        json.beginObject();
        json.key("inputs");
        printTensors(json, signature.inputs());
        json.key("outputs");
        printTensors(json, signature.outputs());
        json.key("method_name").string(signature.method());
        json.key("defaults").beginObject().endObject();
        json.endObject();
    }

    private static void printTensors(PrettyWriter json, List<TensorSpec> specs) {
        json.beginObject();
        for (TensorSpec spec : specs) {
            json.key(spec.name()).beginObject();
            json.key("dtype").string(TypeName.of(spec.dataType()).proto());
            json.key("tensor_shape").beginObject();
            json.key("dim").beginArray();
            for (int i = 0; i < spec.shape().rank(); i++) {
                json.beginObject();
                json.key("size").string(Long.toString(spec.shape().dim(i)));
                json.key("name").string(spec.dimNames().isEmpty() ? "" : spec.dimNames().get(i));
                json.endObject();
            }
            json.endArray();
            json.key("unknown_rank").bool(spec.shape().isAny());
            json.endObject();
            json.key("name").string(spec.graphName());
            json.endObject();
        }
        json.endObject();
    }
}
