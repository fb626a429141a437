package io.inferry.protocol.tfserving.grpc;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.contracts.OnnxGraph;
import io.inferry.contracts.OnnxModels;
import io.inferry.contracts.OnnxNode;
import io.inferry.contracts.OnnxType;
import java.nio.file.Path;
import java.util.List;

/** Small models in a repository. */
final class TestModels {
    private TestModels() {}

    /** {@code y = 0.5x + 2}, as upstream's test model has it. */
    static void halfPlusTwo(Path repository, String name, long version) {
        TensorMemory memory = TensorMemory.unpooled();
        write(
                new OnnxGraph()
                        .input("x", OnnxType.tensor(DataType.FLOAT32, "n"))
                        .output("y", OnnxType.tensor(DataType.FLOAT32, "n"))
                        .weight("half", NumericTensor.ofFloats(memory, Shape.of(), 0.5f))
                        .weight("two", NumericTensor.ofFloats(memory, Shape.of(), 2))
                        .node(new OnnxNode("Mul", List.of("x", "half"), List.of("halved")))
                        .node(new OnnxNode("Add", List.of("halved", "two"), List.of("y"))),
                repository.resolve(name),
                version);
    }

    /** {@code id_FLOAT32} and so on give back what comes in. */
    static void identities(Path repository) {
        for (DataType type : DataType.values()) {
            write(OnnxModels.identity(type, "n"), repository.resolve("id_" + type), 1);
        }
    }

    /** {@code sum} and {@code difference} of {@code a} and {@code b}. */
    static void pair(Path repository, String name, long version) {
        OnnxType vector = OnnxType.tensor(DataType.FLOAT32, "n");
        write(
                new OnnxGraph()
                        .input("b", vector)
                        .input("a", vector)
                        .output("sum", vector)
                        .output("difference", vector)
                        .node(new OnnxNode("Add", List.of("a", "b"), List.of("sum")))
                        .node(new OnnxNode("Sub", List.of("a", "b"), List.of("difference"))),
                repository.resolve(name),
                version);
    }

    private static void write(OnnxGraph graph, Path model, long version) {
        graph.writeTo(model.resolve(Long.toString(version)).resolve("model.onnx"));
    }
}
