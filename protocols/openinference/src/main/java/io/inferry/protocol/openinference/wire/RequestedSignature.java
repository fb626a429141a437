package io.inferry.protocol.openinference.wire;

import io.inferry.api.ServingException;
import io.inferry.api.model.ModelDescription;
import io.inferry.api.model.Signature;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which signature of a model a request's parameters ask for: {@code signature} by name, {@code
 * explain} the one that explains; without either the default one.
 */
public final class RequestedSignature {
    private static final String EXPLAIN = "explain";
    private static final String SIGNATURE = "signature";

    private RequestedSignature() {}

    /**
     * The signature's name.
     *
     * @throws ServingException INVALID_ARGUMENT for a name that the model does not have, a value of
     *     the wrong type, or both parameters at odds; UNIMPLEMENTED when the model cannot explain
     */
    public static String of(Parameters parameters, ModelDescription model) {
        Optional<String> named = name(parameters);
        if (!explains(parameters)) {
            return named.map(name -> known(name, model)).orElse(Signature.DEFAULT_NAME);
        }
        if (named.filter(name -> !name.equals(Signature.EXPLAIN_NAME)).isPresent()) {
            throw ServingException.invalidArgument(
                    "parameters 'explain' and 'signature' ask for two signatures: '"
                            + Signature.EXPLAIN_NAME
                            + "' and '"
                            + named.get()
                            + "'");
        }
        if (!model.signatures().containsKey(Signature.EXPLAIN_NAME)) {
            throw ServingException.unimplemented(
                    "model "
                            + model.id()
                            + " cannot explain its answers: it has no signature '"
                            + Signature.EXPLAIN_NAME
                            + "'");
        }
        return Signature.EXPLAIN_NAME;
    }

    private static Optional<String> name(Parameters parameters) {
        @Nullable Parameter value = parameters.values().get(SIGNATURE);
        return switch (value) {
            case null -> Optional.empty();
            case Parameter.Text text -> Optional.of(text.value());
            case Parameter.Flag _, Parameter.Whole _, Parameter.Real _ ->
                    throw wrong(SIGNATURE, "the name of a signature", value);
        };
    }

    /** Some clients know only texts as parameters. */
    private static boolean explains(Parameters parameters) {
        @Nullable Parameter value = parameters.values().get(EXPLAIN);
        return switch (value) {
            case null -> false;
            case Parameter.Flag flag -> flag.value();
            case Parameter.Text text when text.value().equalsIgnoreCase("true") -> true;
            case Parameter.Text text when text.value().equalsIgnoreCase("false") -> false;
            case Parameter.Text _, Parameter.Whole _, Parameter.Real _ ->
                    throw wrong(EXPLAIN, "true or false", value);
        };
    }

    private static String known(String name, ModelDescription model) {
        if (!model.signatures().containsKey(name)) {
            throw ServingException.invalidArgument(
                    "parameter 'signature' is '"
                            + name
                            + "', but model "
                            + model.id()
                            + " has "
                            + new TreeSet<>(model.signatures().keySet()));
        }
        return name;
    }

    private static ServingException wrong(String name, String expected, Parameter value) {
        return ServingException.invalidArgument(
                "parameter '" + name + "' must be " + expected + ", got " + value);
    }
}
