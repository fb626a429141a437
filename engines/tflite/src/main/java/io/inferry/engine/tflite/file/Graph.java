package io.inferry.engine.tflite.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Inputs and outputs of one subgraph, in its own order. */
record Graph(Table table, List<GraphTensor> inputs, List<GraphTensor> outputs) {
    private static final int TENSORS = 0;
    private static final int INPUTS = 1;
    private static final int OUTPUTS = 2;
    private static final int OPERATORS = 3;

    private static final int SHAPE = 0;
    private static final int TYPE = 1;
    private static final int BUFFER = 2;
    private static final int STRING = 5;

    Graph {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    static Graph read(Table table) throws ModelFileException {
        return new Graph(table, tensors(table, INPUTS), tensors(table, OUTPUTS));
    }

    /** Of its inputs among its tensors. */
    List<Integer> inputIndexes() {
        return inputs.stream().map(GraphTensor::index).toList();
    }

    long operators() throws ModelFileException {
        return table.list(OPERATORS).size();
    }

    /**
     * Visits every tensor and operator, so that a file that is cut off is found.
     *
     * @param buffers where constants are
     */
    void visit(FlatList buffers) throws ModelFileException {
        FlatList tensors = table.list(TENSORS);
        for (long i = 0; i < tensors.size(); i++) {
            checkStrings(tensors.table(i), buffers);
        }
        FlatList operators = table.list(OPERATORS);
        for (long i = 0; i < operators.size(); i++) {
            operators.table(i).list(1);
        }
    }

    /**
     * A constant of strings has to hold as many as its shape says: operators read that many, and
     * the runtime's verifier does not count them.
     */
    private static void checkStrings(Table tensor, FlatList buffers) throws ModelFileException {
        FlatList dims = tensor.list(SHAPE);
        if (tensor.unsignedByte(TYPE) != STRING) {
            return;
        }
        Optional<FlatBytes> constant =
                buffers.table(Integer.toUnsignedLong(tensor.number(BUFFER, 0))).part(0);
        if (constant.isEmpty()) {
            return;
        }
        long expected = 1;
        for (long i = 0; i < dims.size(); i++) {
            expected *= dims.number(i);
        }
        long count = constant.get().number(0);
        if (count != expected) {
            throw new ModelFileException(
                    "a constant has %d strings, its shape says %d".formatted(count, expected));
        }
    }

    GraphTensor tensor(int index) throws ModelFileException {
        return tensor(table, index);
    }

    private static List<GraphTensor> tensors(Table table, int field) throws ModelFileException {
        List<GraphTensor> tensors = new ArrayList<>();
        for (int index : table.numbers(field)) {
            tensors.add(tensor(table, index));
        }
        return tensors;
    }

    private static GraphTensor tensor(Table table, int index) throws ModelFileException {
        return GraphTensor.read(table.list(TENSORS).table(index), index);
    }
}
