package io.inferry.engine.mxnet;

import io.inferry.api.tensor.Shape;
import io.inferry.engine.mxnet.runtime.RefusedException;
import io.inferry.engine.mxnet.runtime.Shapes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the outputs' shapes by asking the library what follows from two sets of input shapes whose
 * open dimensions differ: where the answers differ, the output's dimension is open too. A net that
 * flattens an image takes one size only; then usual sizes are tried, and the first that fits the
 * weights is the input's.
 */
record Probe(Map<String, Shape> inputs, List<Shape> outputs) {
    private static final long[] SIZES = {
        224, 227, 299, 28, 32, 64, 96, 112, 128, 160, 192, 256, 300, 320, 331, 384, 416, 448, 512,
        608
    };
    private static final long FEW = 2;
    private static final long MORE = 3;
    private static final long SMALL = 224;
    private static final long LARGE = 352;

    Probe {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        outputs = List.copyOf(outputs);
    }

    static Probe of(Program program, Map<String, Shape> inputs) {
        List<Shape> unknown = program.names().outputs().stream().map(_ -> Shape.ANY).toList();
        if (inputs.values().stream().anyMatch(Shape::isAny)) {
            return new Probe(inputs, unknown);
        }
        Optional<Probe> free = probe(program, inputs);
        if (free.isPresent()) {
            return free.get();
        }
        for (long size : SIZES) {
            Map<String, Shape> fixed = filled(inputs, Shape.UNKNOWN, size);
            Optional<Probe> fits = fixed.equals(inputs) ? Optional.empty() : probe(program, fixed);
            if (fits.isPresent()) {
                return fits.get();
            }
        }
        return new Probe(inputs, unknown);
    }

    private static Optional<Probe> probe(Program program, Map<String, Shape> inputs) {
        Optional<Shapes> first = shapes(program, filled(inputs, FEW, SMALL));
        Optional<Shapes> second = shapes(program, filled(inputs, MORE, LARGE));
        if (first.isEmpty() || second.isEmpty()) {
            return Optional.empty();
        }
        List<Shape> outputs = new ArrayList<>();
        for (int i = 0; i < first.get().outputs().size(); i++) {
            outputs.add(common(first.get().outputs().get(i), second.get().outputs().get(i)));
        }
        return Optional.of(new Probe(inputs, outputs));
    }

    private static Optional<Shapes> shapes(Program program, Map<String, Shape> inputs) {
        Map<String, Shape> known = new LinkedHashMap<>(inputs);
        for (String name : program.names().arguments()) {
            program.parameters().shape(name).ifPresent(shape -> known.putIfAbsent(name, shape));
        }
        try {
            Shapes shapes = program.symbol().shapes(known);
            boolean complete =
                    shapes.outputs().size() == program.names().outputs().size()
                            && shapes.outputs().stream().noneMatch(shape -> !shape.isKnown());
            return complete ? Optional.of(shapes) : Optional.empty();
        } catch (RefusedException e) {
            return Optional.empty();
        }
    }

    /** Open dimensions filled: the first with {@code rows}, others with {@code size}. */
    private static Map<String, Shape> filled(Map<String, Shape> inputs, long rows, long size) {
        Map<String, Shape> filled = new LinkedHashMap<>();
        inputs.forEach((name, shape) -> {
            long[] dims = shape.toArray();
            for (int i = 0; i < dims.length; i++) {
                if (dims[i] == Shape.UNKNOWN) {
                    dims[i] = i == 0 ? rows : size;
                }
            }
            filled.put(name, Shape.of(dims));
        });
        return filled;
    }

    private static Shape common(Shape first, Shape second) {
        if (first.rank() != second.rank()) {
            return Shape.ANY;
        }
        long[] dims = first.toArray();
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] != second.dim(i)) {
                dims[i] = Shape.UNKNOWN;
            }
        }
        return Shape.of(dims);
    }
}
