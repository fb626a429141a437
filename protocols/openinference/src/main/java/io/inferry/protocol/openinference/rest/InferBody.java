package io.inferry.protocol.openinference.rest;

import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.inference.Terms;
import io.inferry.api.model.Signature;
import io.inferry.protocol.openinference.wire.InputTensors;
import io.inferry.protocol.openinference.wire.Parameters;

/**
 * A request's body, read.
 *
 * @param id empty when the sender gave none
 */
record InferBody(String id, Parameters parameters, InputTensors inputs, RequestedOutputs outputs) {
    /** The request to run, which takes the tensors over. */
    InferenceRequest toRequest(Terms terms) {
        return new InferenceRequest(
                Signature.DEFAULT_NAME, inputs.handOver(), outputs.names(), terms);
    }
}
