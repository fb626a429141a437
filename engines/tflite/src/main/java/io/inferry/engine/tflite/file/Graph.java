package io.inferry.engine.tflite.file;

import java.util.ArrayList;
import java.util.List;

/** Inputs and outputs of one subgraph, in its own order. */
record Graph(Table table, List<GraphTensor> inputs, List<GraphTensor> outputs) {
    private static final int TENSORS = 0;
    private static final int INPUTS = 1;
    private static final int OUTPUTS = 2;
    private static final int OPERATORS = 3;

    Graph {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    static Graph read(Table table) throws ModelFileException {
        return new Graph(table, tensors(table, INPUTS), tensors(table, OUTPUTS));
    }

    long operators() throws ModelFileException {
        return table.list(OPERATORS).size();
    }

    /** Visits every tensor and operator, so that a file that is cut off is found. */
    void visit() throws ModelFileException {
        FlatList tensors = table.list(TENSORS);
        for (long i = 0; i < tensors.size(); i++) {
            tensors.table(i).list(0);
        }
        FlatList operators = table.list(OPERATORS);
        for (long i = 0; i < operators.size(); i++) {
            operators.table(i).list(1);
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
