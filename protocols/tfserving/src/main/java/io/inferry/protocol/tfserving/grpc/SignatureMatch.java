package io.inferry.protocol.tfserving.grpc;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.model.ModelDescription;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds what came against a signature; who does not fit is told so by {@link Mismatch}. */
final class SignatureMatch {
    private final Signature signature;
    private final PredictMessage message;

    private SignatureMatch(Signature signature, PredictMessage message) {
        this.signature = signature;
        this.message = message;
    }

    /**
     * The signature that a request means.
     *
     * @throws ServingException FAILED_PRECONDITION when the model has none of that name
     */
    static Signature signature(ModelDescription model, String name) {
        @Nullable Signature signature = model.signatures().get(name);
        if (signature == null) {
            throw ServingException.of(
                    ErrorCode.FAILED_PRECONDITION,
                    "Serving signature key \"" + name + "\" not found.");
        }
        return signature;
    }

    /**
     * The inputs, taken out of the message.
     *
     * @throws ServingException INVALID_ARGUMENT in upstream's words
     */
    static Map<String, Tensor> inputs(Signature signature, PredictMessage message) {
        message.mistake()
                .ifPresent(mistake -> {
                    throw mistake;
                });
        SignatureMatch match = new SignatureMatch(signature, message);
        if (!match.fits()) {
            throw new Mismatch(signature, message).find();
        }
        return match.take();
    }

    private boolean fits() {
        int found = 0;
        List<TensorSpec> specs = signature.inputs();
        for (int i = 0; i < specs.size(); i++) {
            @Nullable InputValue value = message.inputs().get(specs.get(i).name());
            if (value == null) {
                if (!signature.optional().contains(specs.get(i).name())) {
                    return false;
                }
            } else if (value instanceof InputValue.Read(Tensor tensor)
                    && tensor.dataType() == specs.get(i).dataType()) {
                found++;
            } else {
                return false;
            }
        }
        return found == message.inputs().size() && Mismatch.inOutputs(signature, message) == null;
    }

    private Map<String, Tensor> take() {
        Map<String, Tensor> tensors = HashMap.newHashMap(message.inputs().size());
        message.inputs()
                .forEach((alias, value) -> {
                    if (value instanceof InputValue.Read(Tensor tensor)) {
                        tensors.put(alias, tensor);
                    }
                });
        message.inputs().clear();
        return tensors;
    }
}
