package io.inferry.protocol.tfserving.grpc;

import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.inference.Terms;
import io.inferry.api.model.ModelDescription;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.protocol.tfserving.wire.RequestedModel;
import io.inferry.transport.protobuf.ProtoReader;

/** Reads PredictRequests that were kept in a file. */
public final class StoredPredict {
    private StoredPredict() {}

    /**
     * What to run; the model that the request names is not looked at.
     *
     * @throws io.inferry.api.ServingException as a Predict with this message would be refused
     */
    public static InferenceRequest read(
            ProtoReader request, ModelDescription model, TensorMemory memory, Terms terms) {
        try (PredictMessage message = new PredictDecoder(memory).decode(request)) {
            String name =
                    message.model()
                            .map(RequestedModel::signatureName)
                            .orElse(Signature.DEFAULT_NAME);
            Signature signature = SignatureMatch.signature(model, name, message);
            return new InferenceRequest(
                    signature.name(),
                    SignatureMatch.inputs(signature, message),
                    message.outputs(),
                    terms);
        }
    }
}
