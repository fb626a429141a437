package io.inferry.engine.mxnet;

import io.inferry.api.tensor.Shape;
import io.inferry.engine.mxnet.file.Node;
import io.inferry.engine.mxnet.file.SymbolFile;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Guesses an input's shape, which the files do not hold, from the weights of the first operator
 * that takes it.
 */
record InputShapes(SymbolFile file, Parameters parameters) {
    private static final int STEPS_MAX = 16;

    /** Operators whose answer has the shape of their first input. */
    private static final Set<String> SAME_SHAPE =
            Set.of(
                    "Activation",
                    "BatchNorm",
                    "BatchNorm_v1",
                    "Cast",
                    "Dropout",
                    "InstanceNorm",
                    "LeakyReLU",
                    "_copy",
                    "_div_scalar",
                    "_minus_scalar",
                    "_mul_scalar",
                    "_plus_scalar",
                    "clip",
                    "identity",
                    "relu");

    /** What follows for this input; {@link Shape#ANY} when nothing does. */
    Shape guess(String input) {
        Optional<Shape> written =
                file.variable(input)
                        .flatMap(node -> node.attribute("__shape__"))
                        .flatMap(InputShapes::parse);
        if (written.isPresent()) {
            return written.get();
        }
        int value = file.nodes().indexOf(file.variable(input).orElse(file.nodes().getFirst()));
        for (int step = 0; step < STEPS_MAX; step++) {
            Optional<SymbolFile.Use> use = file.firstUse(value);
            if (use.isEmpty() || use.get().place() != 0) {
                return Shape.ANY;
            }
            Node node = use.get().node();
            if (!SAME_SHAPE.contains(node.operator())) {
                return of(node);
            }
            value = file.nodes().indexOf(node);
        }
        return Shape.ANY;
    }

    private Shape of(Node node) {
        Optional<Shape> weight =
                node.inputs().size() < 2
                        ? Optional.empty()
                        : parameters.shape(file.nodes().get(node.inputs().get(1).node()).name());
        if (weight.isEmpty()) {
            return Shape.ANY;
        }
        Shape known = weight.get();
        return switch (node.operator()) {
            case "FullyConnected" ->
                    known.rank() == 2 && isTrue(node, "flatten")
                            ? Shape.of(Shape.UNKNOWN, known.dim(1))
                            : Shape.ANY;
            case "Convolution", "Convolution_v1" -> image(node, known);
            default -> Shape.ANY;
        };
    }

    private static Shape image(Node node, Shape weight) {
        String layout = node.attribute("layout").orElse("None");
        if (weight.rank() < 3 || !(layout.startsWith("NC") || layout.equals("None"))) {
            return Shape.ANY;
        }
        long[] dims = new long[weight.rank()];
        Arrays.fill(dims, Shape.UNKNOWN);
        dims[1] = weight.dim(1) * Long.parseLong(node.attribute("num_group").orElse("1").strip());
        return Shape.of(dims);
    }

    private static boolean isTrue(Node node, String key) {
        return Set.of("True", "true", "1").contains(node.attribute(key).orElse("True"));
    }

    /** {@code (0, 3, 224, 224)}, where 0 and -1 are not known. */
    private static Optional<Shape> parse(String text) {
        try {
            long[] dims =
                    Arrays.stream(text.replaceAll("[()\\[\\]L ]", "").split(","))
                            .filter(dim -> !dim.isEmpty())
                            .mapToLong(Integer::parseInt)
                            .map(dim -> dim <= 0 ? Shape.UNKNOWN : dim)
                            .toArray();
            return dims.length == 0 ? Optional.empty() : Optional.of(Shape.of(dims));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
