package io.inferry.protocol.openinference.rest;

import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.inference.Terms;
import io.inferry.protocol.openinference.wire.InputTensors;
import io.inferry.protocol.openinference.wire.Parameters;

/**
 * A request's body, read.
 *
 * @param id empty when the sender gave none
 */
record InferBody(String id, Parameters parameters, InputTensors inputs, RequestedOutputs outputs) {
    /** The request to run, which takes the tensors over. */
    InferenceRequest toRequest(String signature, Terms terms) {
        return new InferenceRequest(signature, inputs.handOver(), outputs.names(), terms);
    }
}
