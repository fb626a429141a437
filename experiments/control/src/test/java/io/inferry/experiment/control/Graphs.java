package io.inferry.experiment.control;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import io.inferry.contracts.OnnxGraph;
import io.inferry.contracts.OnnxModels;
import io.inferry.contracts.OnnxNode;
import io.inferry.contracts.OnnxType;
import java.util.Arrays;
import java.util.List;

/** Versions of one model, good and broken. */
final class Graphs {
    private static final int WIDE = 128;
    private static final int LAYERS = 100;

    private Graphs() {}

    /** {@code y = 0.5x + offset}. */
    static OnnxGraph good(float offset) {
        return OnnxModels.halfPlus(offset, "n", "k");
    }

    /** Fails whenever it runs. */
    static OnnxGraph failing() {
        return started()
                .floats("w", Shape.of(3, 1), 1, 1, 1)
                .node(new OnnxNode("MatMul", List.of("x", "w"), List.of("y")));
    }

    /** NaN for what is below zero. */
    static OnnxGraph nan() {
        return started().node(new OnnxNode("Sqrt", List.of("x"), List.of("y")));
    }

    /** The same for everything. */
    static OnnxGraph constant() {
        return started()
                .floats("zero", Shape.of(), 0)
                .floats("five", Shape.of(), 5)
                .node(new OnnxNode("Mul", List.of("x", "zero"), List.of("none")))
                .node(new OnnxNode("Add", List.of("none", "five"), List.of("y")));
    }

    /** Right, after multiplying large matrices for a while. */
    static OnnxGraph slow() {
        float[] weights = new float[WIDE * WIDE];
        Arrays.fill(weights, 1e-3f);
        OnnxGraph graph =
                started()
                        .floats("w", Shape.of(WIDE, WIDE), weights)
                        .floats("zero", Shape.of(), 0)
                        .floats("half", Shape.of(), 0.5f)
                        .node(new OnnxNode("Mul", List.of("w", "x"), List.of("t0")));
        for (int layer = 0; layer < LAYERS; layer++) {
            graph.node(
                    new OnnxNode("MatMul", List.of("t" + layer, "w"), List.of("t" + (layer + 1))));
        }
        return graph.node(
                        new OnnxNode("ReduceMean", List.of("t" + LAYERS), List.of("mean"))
                                .with("keepdims", 1))
                .node(new OnnxNode("Mul", List.of("mean", "zero"), List.of("none")))
                .node(new OnnxNode("Mul", List.of("x", "half"), List.of("halved")))
                .node(new OnnxNode("Add", List.of("halved", "none"), List.of("y")));
    }

    private static OnnxGraph started() {
        return new OnnxGraph()
                .input("x", OnnxType.tensor(DataType.FLOAT32, "n", "k"))
                .output("y", OnnxType.tensor(DataType.FLOAT32, "?", "?"));
    }
}
