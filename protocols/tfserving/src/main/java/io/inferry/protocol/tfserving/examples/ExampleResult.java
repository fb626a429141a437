package io.inferry.protocol.tfserving.examples;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.Tensor;
import java.util.Map;

/** What a head said of each example; a view of the answer's tensors, valid while they are open. */
public sealed interface ExampleResult permits Classifications, Regressions {
    /** How many examples there were. */
    int examples();

    /**
     * Reads the outputs of a head.
     *
     * @throws ServingException INVALID_ARGUMENT when they are not what the method answers with
     */
    static ExampleResult of(ExampleMethod method, Map<String, Tensor> outputs, int examples) {
        return switch (method) {
            case CLASSIFY -> Classifications.of(outputs, examples);
            case REGRESS -> Regressions.of(outputs, examples);
        };
    }
}
