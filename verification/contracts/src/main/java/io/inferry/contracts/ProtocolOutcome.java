package io.inferry.contracts;

import java.util.List;
import java.util.Map;

/** What a caller got, out of a protocol's form. */
public sealed interface ProtocolOutcome {
    /**
     * An answer.
     *
     * @param outputs the elements of each, row-major; by the model's names even where the protocol
     *     does not send them
     */
    record Answered(Map<String, List<Double>> outputs) implements ProtocolOutcome {
        public Answered {
            outputs = Map.copyOf(outputs);
        }
    }

    /** An error in the protocol's own form, and the text in it. */
    record Refused(String text) implements ProtocolOutcome {}
}
