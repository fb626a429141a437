package io.inferry.protocol.tfserving.grpc;

import io.inferry.api.ServingException;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.Tensor;
import io.inferry.protocol.tfserving.wire.TypeName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Says why a request does not fit its signature: looks in upstream's order, so that of several
 * mistakes the one is told that upstream would tell. Upstream keeps inputs sorted by alias.
 */
final class Mismatch {
    private final Signature signature;
    private final PredictMessage message;
    private final List<TensorSpec> sorted;

    Mismatch(Signature signature, PredictMessage message) {
        this.signature = signature;
        this.message = message;
        sorted = new ArrayList<>(signature.inputs());
        sorted.sort(Comparator.comparing(TensorSpec::name));
    }

    /** The first mistake. */
    ServingException find() {
        @Nullable String text = inCount();
        text = text == null ? inNames() : text;
        text = text == null ? inOutputs(signature, message) : text;
        text = text == null ? inTypes() : text;
        if (text == null) {
            throw new IllegalStateException("a request that fits was said not to");
        }
        return ServingException.invalidArgument(text);
    }

    private @Nullable String inCount() {
        int sent = message.inputs().size();
        int wanted = sorted.size();
        if (sent == wanted || (sent < wanted && !signature.optional().isEmpty())) {
            return null;
        }
        Set<String> extra = new TreeSet<>(message.inputs().keySet());
        sorted.forEach(spec -> extra.remove(spec.name()));
        Set<String> missing = wantedNames();
        missing.removeAll(message.inputs().keySet());
        return "input size does not match signature: "
                + sent
                + "!="
                + wanted
                + " len({"
                + sentNames()
                + "}) != len({"
                + String.join(",", wantedNames())
                + "}). Sent extra: {"
                + String.join(",", extra)
                + "}. Missing but required: {"
                + String.join(",", missing)
                + "}.";
    }

    private @Nullable String inNames() {
        Set<String> used = new TreeSet<>();
        for (TensorSpec spec : sorted) {
            @Nullable InputValue value = message.inputs().get(spec.name());
            if (value instanceof InputValue.Malformed) {
                return "tensor parsing error: " + spec.name();
            }
            if (value != null) {
                used.add(spec.name());
            } else if (!signature.optional().contains(spec.name())) {
                return "Signature input alias: "
                        + spec.name()
                        + "(feed name: "
                        + spec.graphName()
                        + ") not found in request and no default value provided. Inputs expected"
                        + " to be in the request {"
                        + sentNames()
                        + "}, or default input alias set: "
                        + String.join(",", new TreeSet<>(signature.optional()));
            }
        }
        return used.size() == message.inputs().size()
                ? null
                : "Inputs contains invalid name. Used request inputs: "
                        + String.join(",", used)
                        + ", request input: "
                        + sentNames();
    }

    /** What is wrong with the outputs wanted; null when nothing is. */
    static @Nullable String inOutputs(Signature signature, PredictMessage message) {
        if (message.outputs().isEmpty()) {
            return null;
        }
        Set<String> seen = new HashSet<>();
        for (String alias : message.outputs()) {
            if (signature.output(alias).isEmpty()) {
                Set<String> known = new TreeSet<>();
                signature.outputs().forEach(spec -> known.add(spec.name()));
                return "output tensor alias not found in signature: "
                        + alias
                        + " Outputs expected to be in the set {"
                        + String.join(",", known)
                        + "}.";
            }
            if (!seen.add(alias)) {
                return "duplicate output tensor alias: " + alias;
            }
        }
        return null;
    }

    private @Nullable String inTypes() {
        for (int i = 0; i < sorted.size(); i++) {
            TensorSpec spec = sorted.get(i);
            String wanted = TypeName.of(spec.dataType()).text();
            @Nullable InputValue value = message.inputs().get(spec.name());
            String sent =
                    switch (value) {
                        case InputValue.Read(Tensor tensor) ->
                                TypeName.of(tensor.dataType()).text();
                        case InputValue.Foreign(String name) -> name;
                        case null, default -> wanted;
                    };
            if (!sent.equals(wanted)) {
                return "Expects arg[" + i + "] to be " + wanted + " but " + sent + " is provided";
            }
        }
        return null;
    }

    private String sentNames() {
        return String.join(",", new TreeSet<>(message.inputs().keySet()));
    }

    private Set<String> wantedNames() {
        Set<String> names = new TreeSet<>();
        sorted.forEach(spec -> names.add(spec.name()));
        return names;
    }
}
