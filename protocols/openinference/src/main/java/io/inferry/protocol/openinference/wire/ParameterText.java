package io.inferry.protocol.openinference.wire;

import io.inferry.transport.facts.FirstElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request's parameters as rules of traffic read them: the same text over both wires. */
public final class ParameterText {
    private ParameterText() {}

    /** A parameter's value; empty when it was not sent, or is too long to be one. */
    public static Optional<String> of(Parameters parameters, String name) {
        @Nullable Parameter value = parameters.values().get(name);
        return switch (value) {
            case null -> Optional.empty();
            case Parameter.Flag flag -> Optional.of(Boolean.toString(flag.value()));
            case Parameter.Whole whole -> Optional.of(Long.toString(whole.value()));
            case Parameter.Real real -> Optional.of(FirstElement.decimal(real.value()));
            case Parameter.Text text ->
                    text.value().length() > FirstElement.TEXT_BYTES_MAX
                            ? Optional.empty()
                            : Optional.of(text.value());
        };
    }
}
