package io.inferry.contracts;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import java.util.List;

/** Small ONNX models that tests of many modules want. The input is {@code x}, the output y. */
public final class OnnxModels {
    private OnnxModels() {}

    /** {@code y = x}. */
    public static OnnxGraph identity(DataType dataType, String... dims) {
        return new OnnxGraph()
                .input("x", OnnxType.tensor(dataType, dims))
                .output("y", OnnxType.tensor(dataType, dims))
                .node(new OnnxNode("Identity", List.of("x"), List.of("y")));
    }

    /** {@code y = 0.5x + offset}, as TensorFlow Serving's own test models have it. */
    public static OnnxGraph halfPlus(float offset, String... dims) {
        return new OnnxGraph()
                .input("x", OnnxType.tensor(DataType.FLOAT32, dims))
                .output("y", OnnxType.tensor(DataType.FLOAT32, dims))
                .floats("half", Shape.of(), 0.5f)
                .floats("offset", Shape.of(), offset)
                .node(new OnnxNode("Mul", List.of("x", "half"), List.of("halved")))
                .node(new OnnxNode("Add", List.of("halved", "offset"), List.of("y")));
    }

    /** {@code y = x} in another dtype. */
    public static OnnxGraph cast(DataType from, DataType to, String... dims) {
        return new OnnxGraph()
                .input("x", OnnxType.tensor(from, dims))
                .output("y", OnnxType.tensor(to, dims))
                .node(new OnnxNode("Cast", List.of("x"), List.of("y")).with("to", to));
    }

    /** {@code y = a + b}, elementwise; shapes that cannot be broadcast fail when it runs. */
    public static OnnxGraph add(DataType dataType, String... dims) {
        return new OnnxGraph()
                .input("a", OnnxType.tensor(dataType, dims))
                .input("b", OnnxType.tensor(dataType, dims))
                .output("y", OnnxType.tensor(dataType, "?", "?"))
                .node(new OnnxNode("Add", List.of("a", "b"), List.of("y")));
    }

    /**
     * Class probabilities as scikit-learn's converters write them: {@code x} [rows, classes] comes
     * back as the list of maps {@code output_probability}.
     *
     * @param classes the keys
     */
    public static OnnxGraph zipMap(long... classes) {
        return zipMap(DataType.INT64, classes.length)
                .node(zipMapNode().withIntegers("classlabels_int64s", classes));
    }

    /** The same with names as keys. */
    public static OnnxGraph zipMap(String... classes) {
        return zipMap(DataType.STRING, classes.length)
                .node(zipMapNode().withTexts("classlabels_strings", classes));
    }

    /** A model of one operator that nobody knows. */
    public static OnnxGraph unknownOperator(String domain, String operator) {
        return new OnnxGraph()
                .opset(domain, 1)
                .input("x", OnnxType.tensor(DataType.FLOAT32, "n"))
                .output("y", OnnxType.tensor(DataType.FLOAT32, "n"))
                .node(new OnnxNode(domain, operator, List.of("x"), List.of("y")));
    }

    /** {@code y = x + w}, where the weight's bytes are in another file. */
    public static OnnxGraph externalWeight(String location, int elements) {
        String size = Integer.toString(elements);
        return new OnnxGraph()
                .input("x", OnnxType.tensor(DataType.FLOAT32, "n", size))
                .output("y", OnnxType.tensor(DataType.FLOAT32, "n", size))
                .externalWeight("w", location, elements)
                .node(new OnnxNode("Add", List.of("x", "w"), List.of("y")));
    }

    /** An output that is a list of tensors. */
    public static OnnxGraph tensorList() {
        OnnxType element = OnnxType.tensor(DataType.FLOAT32, "n");
        return new OnnxGraph()
                .input("x", element)
                .output("y", OnnxType.sequence(element))
                .node(new OnnxNode("SequenceConstruct", List.of("x", "x"), List.of("y")));
    }

    private static OnnxGraph zipMap(DataType keyType, int classes) {
        return new OnnxGraph()
                .input("x", OnnxType.tensor(DataType.FLOAT32, "n", Integer.toString(classes)))
                .output(
                        "output_probability",
                        OnnxType.sequence(
                                OnnxType.map(keyType, OnnxType.tensor(DataType.FLOAT32))));
    }

    private static OnnxNode zipMapNode() {
        return new OnnxNode("ai.onnx.ml", "ZipMap", List.of("x"), List.of("output_probability"));
    }
}
