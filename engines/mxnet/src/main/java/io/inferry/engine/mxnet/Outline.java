package io.inferry.engine.mxnet;

import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import io.inferry.engine.mxnet.file.ElementTypes;
import io.inferry.engine.mxnet.runtime.RefusedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a model takes and answers.
 *
 * @param signature with outputs in the symbol's order
 * @param labels arguments that only training needs
 * @param types of all arguments
 */
record Outline(Signature signature, List<String> labels, Map<String, DataType> types) {
    Outline {
        labels = List.copyOf(labels);
        types = Map.copyOf(types);
    }

    /**
     * Finds out.
     *
     * @throws io.inferry.api.ServingException INVALID_MODEL when graph and weights do not fit,
     *     INVALID_ARGUMENT when a declaration does not
     */
    static Outline of(Program program, Map<String, InputDeclaration> declared) {
        InputNames names = InputNames.of(program, declared);
        try {
            Typing typing = Typing.of(program, names, declared);
            Map<String, Shape> inputs = new LinkedHashMap<>();
            InputShapes shapes = new InputShapes(program.file(), program.parameters());
            for (String name : names.inputs()) {
                inputs.put(
                        name,
                        Optional.ofNullable(declared.get(name))
                                .flatMap(InputDeclaration::shape)
                                .orElseGet(() -> shapes.guess(name)));
            }
            Probe probe = Probe.of(program, inputs);
            return new Outline(
                    signature(program, typing, probe), names.labels(), typing.arguments());
        } catch (RefusedException e) {
            throw program.artifact().brokenSymbol(e.said());
        }
    }

    private static Signature signature(Program program, Typing typing, Probe probe) {
        List<TensorSpec> inputs = new ArrayList<>();
        probe.inputs()
                .forEach((name, shape) ->
                        inputs.add(new TensorSpec(name, typing.argument(name), shape)));
        List<TensorSpec> outputs = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        List<String> names = program.names().outputs();
        for (int i = 0; i < names.size(); i++) {
            String name = seen.add(names.get(i)) ? names.get(i) : names.get(i) + "_" + i;
            outputs.add(
                    new TensorSpec(
                            name,
                            typing.outputs().get(i),
                            probe.outputs().get(i),
                            List.of(),
                            names.get(i)));
        }
        return new Signature(Signature.DEFAULT_NAME, inputs, outputs);
    }

    /** Dtypes of all arguments by name, and of the outputs. */
    private record Typing(Map<String, DataType> arguments, List<DataType> outputs) {
        static Typing of(Program program, InputNames names, Map<String, InputDeclaration> declared)
                throws RefusedException {
            Map<String, DataType> known = new LinkedHashMap<>();
            List<String> arguments = program.names().arguments();
            for (String name : arguments) {
                Optional.ofNullable(declared.get(name))
                        .flatMap(InputDeclaration::dataType)
                        .or(() ->
                                names.inputs().contains(name)
                                        ? written(program, name)
                                        : program.parameters().dataType(name))
                        .ifPresent(dataType -> known.put(name, dataType));
            }
            List<Integer> inferred = inferred(program, known);
            for (int i = 0; i < arguments.size(); i++) {
                known.putIfAbsent(arguments.get(i), dataType(inferred, i));
            }
            List<Integer> answered = program.symbol().types(known).getLast();
            List<DataType> outputs = new ArrayList<>();
            for (int i = 0; i < program.names().outputs().size(); i++) {
                outputs.add(dataType(answered, i));
            }
            return new Typing(Map.copyOf(known), List.copyOf(outputs));
        }

        /** Some operators want all dtypes to be known; then those that are not are FLOAT32. */
        private static List<Integer> inferred(Program program, Map<String, DataType> known) {
            try {
                return program.symbol().types(known).getFirst();
            } catch (RefusedException e) {
                return List.of();
            }
        }

        private static DataType dataType(List<Integer> numbers, int place) {
            return place < numbers.size()
                    ? ElementTypes.of(numbers.get(place)).orElse(DataType.FLOAT32)
                    : DataType.FLOAT32;
        }

        private static Optional<DataType> written(Program program, String name) {
            return program.file()
                    .variable(name)
                    .flatMap(node -> node.attribute("__dtype__"))
                    .filter(text -> text.matches("\\d{1,3}"))
                    .flatMap(text -> ElementTypes.of(Integer.parseInt(text)));
        }

        DataType argument(String name) {
            return arguments.getOrDefault(name, DataType.FLOAT32);
        }
    }
}
