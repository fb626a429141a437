package io.inferry.protocol.openinference.wire;

import io.inferry.api.ServingException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Named values that come with a request, an input or an output. Unknown names are no error. */
public record Parameters(Map<String, Parameter> values) {
    /** No parameters. */
    public static final Parameters NONE = new Parameters(Map.of());

    public Parameters {
        values = Map.copyOf(values);
    }

    /** Whether one of this name was sent. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /**
     * A boolean.
     *
     * @throws ServingException INVALID_ARGUMENT when it is something else
     */
    public Optional<Boolean> flag(String name) {
        @Nullable Parameter value = values.get(name);
        return switch (value) {
            case null -> Optional.empty();
            case Parameter.Flag flag -> Optional.of(flag.value());
            case Parameter.Whole _, Parameter.Real _, Parameter.Text _ ->
                    throw wrongType(name, "a boolean", value);
        };
    }

    /**
     * A whole number of 0 or more.
     *
     * @throws ServingException INVALID_ARGUMENT when it is something else
     */
    public Optional<Long> whole(String name) {
        @Nullable Parameter value = values.get(name);
        return switch (value) {
            case null -> Optional.empty();
            case Parameter.Whole whole when whole.value() >= 0 -> Optional.of(whole.value());
            case Parameter.Whole _, Parameter.Flag _, Parameter.Real _, Parameter.Text _ ->
                    throw wrongType(name, "a whole number of 0 or more", value);
        };
    }

    private static ServingException wrongType(String name, String expected, Parameter value) {
        return ServingException.invalidArgument(
                "parameter '" + name + "' must be " + expected + ", got " + value);
    }
}
