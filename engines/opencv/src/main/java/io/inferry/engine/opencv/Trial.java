package io.inferry.engine.opencv;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.Shape;
import io.inferry.engine.opencv.file.NetInput;
import io.inferry.engine.opencv.runtime.NativeMat;
import io.inferry.engine.opencv.runtime.NativeNet;
import io.inferry.engine.opencv.runtime.RefusedException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a net before it serves, with one row and with two: what its outputs look like stands in no
 * file, nor whether it takes more rows than the description says.
 *
 * @param inputs with free rows where the net takes them
 */
record Trial(List<NetInput> inputs, List<Answering> outputs, long byteSize) {
    /** For one row: more than nets that are served need, less than a damaged file may ask for. */
    private static final long BYTES_MAX = 4L << 30;

    /** What an open dimension is tried with. */
    private static final long SIZE = 64;

    Trial {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * Tries.
     *
     * @throws ServingException INVALID_MODEL when the net does not run
     */
    static Trial of(NetFiles files, Map<String, Shape> shapes, OpenCvOptions.Rows rows) {
        List<NetInput> inputs = declared(files, shapes);
        try (NativeNet net = files.open()) {
            List<String> names = net.outputs();
            long byteSize = memory(net, inputs, files);
            List<Shape> one = run(net, inputs, names, 1);
            Optional<List<Shape>> two =
                    rows == OpenCvOptions.Rows.TRIED ? tried(net, inputs, names) : Optional.empty();
            List<Answering> free = two.map(more -> free(names, one, more)).orElse(List.of());
            if (!free.isEmpty()) {
                return new Trial(withRows(inputs, Shape.UNKNOWN), free, byteSize);
            }
            List<Answering> fixed = new ArrayList<>();
            for (String name : names) {
                fixed.add(new Answering(name, Shape.ANY, false));
            }
            return new Trial(inputs, fixed, byteSize);
        } catch (RefusedException e) {
            throw files.artifact().brokenWeights(e.said());
        }
    }

    private static List<NetInput> declared(NetFiles files, Map<String, Shape> shapes) {
        List<NetInput> inputs = new ArrayList<>();
        for (NetInput input : files.inputs()) {
            Shape shape = shapes.getOrDefault(input.name(), input.shape());
            if (shape.rank() < 2 || shape.rank() > 8) {
                throw files.artifact()
                        .brokenDescription(
                                "input '%s' has the shape %s; there must be 2 to 8 dimensions"
                                        .formatted(input.name(), shape));
            }
            if (filled(shape, 1).elements() > Feeds.ROW_MAX) {
                throw files.artifact()
                        .brokenDescription(
                                "input '%s' has the shape %s; a row may have %d numbers"
                                        .formatted(input.name(), shape, Feeds.ROW_MAX));
            }
            inputs.add(new NetInput(input.name(), shape));
        }
        for (String name : shapes.keySet()) {
            if (inputs.stream().noneMatch(input -> input.name().equals(name))) {
                throw ServingException.invalidArgument(
                        "option inputs names '%s'; the inputs of %s are %s"
                                .formatted(
                                        name,
                                        files.artifact().description(),
                                        inputs.stream().map(NetInput::name).toList()));
            }
        }
        return inputs;
    }

    /** Asks before anything is allocated; nets of several inputs cannot be asked. */
    private static long memory(NativeNet net, List<NetInput> inputs, NetFiles files)
            throws RefusedException {
        if (inputs.size() != 1) {
            return files.weights().byteSize();
        }
        long byteSize = net.memory(filled(inputs.getFirst().shape(), 1));
        if (byteSize < 0 || byteSize > BYTES_MAX) {
            throw new RefusedException("it needs %d bytes of memory".formatted(byteSize));
        }
        return byteSize;
    }

    private static Optional<List<Shape>> tried(
            NativeNet net, List<NetInput> inputs, List<String> names) {
        try {
            return Optional.of(run(net, inputs, names, 2));
        } catch (RefusedException e) {
            return Optional.empty();
        }
    }

    private static List<Shape> run(
            NativeNet net, List<NetInput> inputs, List<String> names, long rows)
            throws RefusedException {
        try (Arena arena = Arena.ofConfined()) {
            for (NetInput input : inputs) {
                Shape shape = filled(input.shape(), rows);
                net.set(
                        input.name(),
                        arena.allocate(shape.elements() * Float.BYTES, 64),
                        Feeds.dims(shape));
            }
        }
        List<Shape> shapes = new ArrayList<>();
        for (NativeMat answer : net.forward(names)) {
            try (answer) {
                shapes.add(answer.shape());
            }
        }
        return shapes;
    }

    /** The outputs with free rows; empty when one of them does not answer row by row. */
    private static List<Answering> free(List<String> names, List<Shape> one, List<Shape> two) {
        List<Answering> free = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Shape first = one.get(i);
            Shape second = two.get(i);
            boolean needsRow = second.rank() == first.rank() + 1;
            Shape single = needsRow ? Answering.withRow(first) : first;
            if (single.rank() == 0 || single.dim(0) != 1 || !second.equals(single.withRows(2))) {
                return List.of();
            }
            free.add(new Answering(names.get(i), single.withRows(Shape.UNKNOWN), needsRow));
        }
        return free;
    }

    private static List<NetInput> withRows(List<NetInput> inputs, long rows) {
        return inputs.stream()
                .map(input -> new NetInput(input.name(), input.shape().withRows(rows)))
                .toList();
    }

    private static Shape filled(Shape shape, long rows) {
        long[] dims = shape.toArray();
        dims[0] = rows;
        for (int i = 1; i < dims.length; i++) {
            dims[i] = dims[i] == Shape.UNKNOWN ? SIZE : dims[i];
        }
        return Shape.of(dims);
    }
}
