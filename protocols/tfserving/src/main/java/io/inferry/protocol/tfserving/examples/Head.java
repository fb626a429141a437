package io.inferry.protocol.tfserving.examples;

import io.inferry.api.model.Signature;
import java.util.List;

/**
 * A signature that takes examples, and what it is asked for.
 *
 * @param outputs the outputs that the answer is made of
 */
public record Head(Signature signature, ExampleMethod method, List<String> outputs) {
    /** The name of the one input. */
    static final String INPUTS = "inputs";

    /** Labels of classes. */
    static final String CLASSES = "classes";

    /** Scores of classes. */
    static final String SCORES = "scores";

    /** The value of a regression. */
    static final String OUTPUTS = "outputs";

    public Head {
        outputs = List.copyOf(outputs);
    }

    /** The signature that a request means by this name. */
    static String nameOf(String requested) {
        return requested.isEmpty() ? Signature.DEFAULT_NAME : requested;
    }
}
