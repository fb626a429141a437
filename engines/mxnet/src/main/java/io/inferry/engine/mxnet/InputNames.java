package io.inferry.engine.mxnet;

import io.inferry.api.ServingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Sorts a graph's arguments: those with values in the parameters' file are weights, of the others
 * labels are left out, and what remains are inputs.
 */
record InputNames(List<String> inputs, List<String> labels) {
    private static final Pattern LABEL = Pattern.compile("(.*_)?label\\d*");

    /** Names of weights: without values the file is damaged, or that of another model. */
    private static final Pattern WEIGHT =
            Pattern.compile(
                    ".*(_|^)(weight|bias|gamma|beta|moving_mean|moving_var|running_mean|running_var|parameters)");

    InputNames {
        inputs = List.copyOf(inputs);
        labels = List.copyOf(labels);
    }

    /**
     * Sorts the arguments.
     *
     * @param declared names that are inputs in any case; when there are any, nothing else is
     * @throws ServingException INVALID_MODEL when a weight has no values, INVALID_ARGUMENT when a
     *     declared input is none
     */
    static InputNames of(Program program, Map<String, InputDeclaration> declared) {
        List<String> inputs = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String name : program.names().arguments()) {
            if (declared.containsKey(name)) {
                inputs.add(name);
            } else if (!program.parameters().has(name)) {
                (LABEL.matcher(name).matches()
                                ? labels
                                : declared.isEmpty() && !WEIGHT.matcher(name).matches()
                                        ? inputs
                                        : missing)
                        .add(name);
            }
        }
        program.names().auxiliary().stream()
                .filter(name -> !program.parameters().has(name))
                .forEach(missing::add);
        for (String name : declared.keySet()) {
            if (!inputs.contains(name)) {
                throw ServingException.invalidArgument(
                        "option inputs names '%s', which is no argument of %s; those without values are %s"
                                .formatted(name, program.artifact().symbol(), inputs));
            }
        }
        if (!missing.isEmpty()) {
            throw program.artifact()
                    .brokenParams("it has no values for " + missing + ", which the graph needs");
        }
        return new InputNames(inputs, labels);
    }
}
