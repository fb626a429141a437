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
     * The signature that a request means: the one it names, or that one's columnar twin where it
     * brings inputs that only columns can be.
     *
     * @throws ServingException FAILED_PRECONDITION when the model has none of that name
     */
    static Signature signature(ModelDescription model, String name, PredictMessage message) {
        @Nullable Signature signature = model.signatures().get(name);
        if (signature == null) {
            throw ServingException.of(
                    ErrorCode.FAILED_PRECONDITION,
                    "Serving signature key \"" + name + "\" not found.");
        }
        for (String alias : message.inputs().keySet()) {
            if (signature.input(alias).isEmpty()) {
                return model.columnar(name).orElse(signature);
            }
        }
        return signature;
    }

    /**
     * The inputs, taken out of the message. Columns may be of any type that an engine takes; names
     * and lengths are looked at by whoever converts them.
     *
     * @throws ServingException INVALID_ARGUMENT in upstream's words
     */
    static Map<String, Tensor> inputs(Signature signature, PredictMessage message) {
        message.mistake()
                .ifPresent(mistake -> {
                    throw mistake;
                });
        SignatureMatch match = new SignatureMatch(signature, message);
        if (signature.columnar()) {
            match.requireTensors();
            return match.take();
        }
        if (!match.fits()) {
            throw new Mismatch(signature, message).find();
        }
        return match.take();
    }

    private void requireTensors() {
        message.inputs()
                .forEach((alias, value) -> {
                    switch (value) {
                        case InputValue.Read read -> {}
                        case InputValue.Malformed malformed ->
                                throw ServingException.invalidArgument(
                                        "tensor parsing error: " + alias);
                        case InputValue.Foreign(String type) ->
                                throw ServingException.invalidArgument(
                                        "column '"
                                                + alias
                                                + "' is of "
                                                + type
                                                + ", which no column takes");
                    }
                });
        @Nullable String mistake = Mismatch.inOutputs(signature, message);
        if (mistake != null) {
            throw ServingException.invalidArgument(mistake);
        }
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
