package io.inferry.protocol.openinference.rest;

import io.inferry.api.ServingException;
import io.inferry.protocol.openinference.wire.Parameters;
import io.inferry.protocol.openinference.wire.UnofferedExtensions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which outputs a request wants, and which of them as binary parts. */
final class RequestedOutputs {
    private final Map<String, Optional<Boolean>> binaryByName = new LinkedHashMap<>();
    private boolean binaryByDefault;

    /** Every output, all of them binary: what a raw binary request gets. */
    static RequestedOutputs allBinary() {
        RequestedOutputs outputs = new RequestedOutputs();
        outputs.binaryByDefault = true;
        return outputs;
    }

    /** One element of the request's list. */
    void add(String name, Parameters parameters) {
        UnofferedExtensions.refuse(name, parameters);
        if (binaryByName.putIfAbsent(name, parameters.flag("binary_data")) != null) {
            throw ServingException.invalidArgument(
                    "output '" + name + "' already exists in request");
        }
    }

    /** The request's own parameters, which may come after its outputs. */
    void requestParameters(Parameters parameters) {
        binaryByDefault = parameters.flag("binary_data_output").orElse(false);
    }

    /** In the order wanted; empty for all. */
    List<String> names() {
        return List.copyOf(binaryByName.keySet());
    }

    /** Whether an output goes behind the JSON instead of into it. */
    boolean binary(String name) {
        return binaryByName.getOrDefault(name, Optional.empty()).orElse(binaryByDefault);
    }
}
