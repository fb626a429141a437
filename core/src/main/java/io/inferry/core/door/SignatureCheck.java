package io.inferry.core.door;

import io.inferry.api.ServingException;
import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.inference.Terms;
import io.inferry.api.model.ModelDescription;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Holds a request against the signature that it names, as strictly as it wants. */
public final class SignatureCheck {
    private SignatureCheck() {}

    /**
     * The signature that the request names.
     *
     * @throws ServingException NOT_FOUND
     */
    public static Signature signature(ModelDescription model, InferenceRequest request) {
        Signature signature = model.signatures().get(request.signature());
        if (signature == null) {
            throw ServingException.notFound(
                    "model "
                            + model.id()
                            + " has no signature '"
                            + request.signature()
                            + "', it has "
                            + sorted(model.signatures().keySet()));
        }
        return signature;
    }

    /**
     * Every input is there that the model does not have a value for, nothing else is, and each fits
     * its spec.
     *
     * @throws ServingException INVALID_ARGUMENT that shows both sides
     */
    public static void inputs(Signature signature, InferenceRequest request) {
        Map<String, Tensor> inputs = request.inputs();
        List<TensorSpec> specs = signature.inputs();
        boolean shapesToo = request.terms().strictness() == Terms.Strictness.NAMES_AND_SHAPES;
        int found = 0;
        for (int i = 0; i < specs.size(); i++) {
            Tensor input = inputs.get(specs.get(i).name());
            if (input != null) {
                fits(specs.get(i), input, shapesToo);
                found++;
            } else if (!signature.optional().contains(specs.get(i).name())) {
                throw wrongNames(signature, inputs);
            }
        }
        if (inputs.size() != found) {
            throw wrongNames(signature, inputs);
        }
    }

    /** Whether each input that came is one of the signature's and fits its spec. */
    static boolean takes(Signature signature, InferenceRequest request) {
        for (Map.Entry<String, Tensor> each : request.inputs().entrySet()) {
            TensorSpec spec = signature.input(each.getKey()).orElse(null);
            if (spec == null || spec.dataType() != each.getValue().dataType()) {
                return false;
            }
        }
        return true;
    }

    private static void fits(TensorSpec spec, Tensor input, boolean shapesToo) {
        if (input.dataType() != spec.dataType()) {
            throw ServingException.dataTypeMismatch(spec.name(), spec.dataType(), input.dataType());
        }
        if (shapesToo && !spec.shape().accepts(input.shape())) {
            throw ServingException.shapeMismatch(spec.name(), spec.shape(), input.shape());
        }
        if (input.isClosed()) {
            throw new IllegalStateException(
                    "input '" + spec.name() + "' was closed before it was run");
        }
    }

    private static ServingException wrongNames(Signature signature, Map<String, Tensor> inputs) {
        List<String> expected = signature.inputs().stream().map(TensorSpec::name).toList();
        List<String> missing =
                expected.stream()
                        .filter(name -> !inputs.containsKey(name))
                        .filter(name -> !signature.optional().contains(name))
                        .toList();
        List<String> unknown =
                inputs.keySet().stream().filter(name -> !expected.contains(name)).toList();
        return ServingException.invalidArgument(
                "inputs do not match signature '"
                        + signature.name()
                        + "': expected "
                        + expected
                        + ", got "
                        + sorted(inputs.keySet())
                        + (missing.isEmpty() ? "" : ", missing " + missing)
                        + (unknown.isEmpty() ? "" : ", unknown " + sorted(unknown)));
    }

    /**
     * The outputs that the request wants, named one by one.
     *
     * @throws ServingException INVALID_ARGUMENT for one that does not exist or is named twice
     */
    public static List<String> outputs(Signature signature, InferenceRequest request) {
        if (request.outputs().isEmpty()) {
            return allOutputs(signature);
        }
        List<String> wanted = request.outputs();
        for (int i = 0; i < wanted.size(); i++) {
            String name = wanted.get(i);
            if (signature.output(name).isEmpty()) {
                throw ServingException.invalidArgument(
                        "output '"
                                + name
                                + "' is not an output of signature '"
                                + signature.name()
                                + "', which has "
                                + allOutputs(signature));
            }
            if (wanted.indexOf(name) != i) {
                throw ServingException.invalidArgument(
                        "output '" + name + "' is wanted more than once: " + wanted);
            }
        }
        return wanted;
    }

    private static List<String> allOutputs(Signature signature) {
        List<TensorSpec> specs = signature.outputs();
        String[] names = new String[specs.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = specs.get(i).name();
        }
        return Arrays.asList(names);
    }

    private static List<String> sorted(Collection<String> names) {
        List<String> sorted = new ArrayList<>(names);
        sorted.sort(null);
        return sorted;
    }
}
