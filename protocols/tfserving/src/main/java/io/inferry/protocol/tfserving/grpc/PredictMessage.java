package io.inferry.protocol.tfserving.grpc;

import io.inferry.api.ServingException;
import io.inferry.protocol.tfserving.wire.RequestedModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A PredictRequest, read.
 *
 * @param model empty when it has no ModelSpec
 * @param inputs by alias; taken out when they are handed over
 * @param outputs the aliases wanted; empty for all
 * @param mistake why an input could not be read at all; kept until the model is known, whose
 *     observers are to hear of it
 */
record PredictMessage(
        Optional<RequestedModel> model,
        Map<String, InputValue> inputs,
        List<String> outputs,
        Optional<ServingException> mistake)
        implements AutoCloseable {
    /** Frees the inputs that were not taken out. */
    @Override
    public void close() {
        inputs.values().forEach(InputValue::close);
        inputs.clear();
    }
}
