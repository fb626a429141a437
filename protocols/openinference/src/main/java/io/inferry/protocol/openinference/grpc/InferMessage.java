package io.inferry.protocol.openinference.grpc;

import io.inferry.api.ServingException;
import io.inferry.protocol.openinference.wire.InputTensors;
import io.inferry.protocol.openinference.wire.Parameters;
import java.util.List;
import java.util.Optional;

/**
 * A ModelInferRequest, read.
 *
 * @param version empty for the latest
 * @param id empty when the sender gave none
 * @param outputs the names wanted; empty for all
 * @param mistake why the inputs are no tensors; kept until the model is known, whose observers are
 *     to hear of it
 */
record InferMessage(
        String model,
        String version,
        String id,
        Parameters parameters,
        InputTensors inputs,
        List<String> outputs,
        Optional<ServingException> mistake)
        implements AutoCloseable {
    InferMessage {
        outputs = List.copyOf(outputs);
    }

    /** Frees the inputs unless they were handed over. */
    @Override
    public void close() {
        inputs.close();
    }
}
