package io.inferry.engine.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import io.inferry.api.ServingException;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Copies an output that the runtime allocated into memory of ours, once. */
final class OutputReader {
    private final Graph graph;

    OutputReader(Graph graph) {
        this.graph = graph;
    }

    Tensor read(String name, OnnxTensor output) throws OrtException {
        TensorInfo info = output.getInfo();
        DataType dataType =
                ElementTypes.dataType(info.onnxType)
                        .orElseThrow(() ->
                                ServingException.unimplemented(
                                        "output '%s' is %s, which cannot be served"
                                                .formatted(name, info.onnxType)));
        Shape shape = Shape.of(info.getShape());
        return dataType.isNumeric() ? numbers(output, dataType, shape) : strings(output, shape);
    }

    private Tensor numbers(OnnxTensor output, DataType dataType, Shape shape) {
        NumericTensor tensor = NumericTensor.allocate(graph.memory(), dataType, shape);
        if (tensor.byteSize() > 0) {
            ByteBuffer bytes =
                    graph.internals().isPresent()
                            ? graph.internals().get().view(output)
                            : output.getByteBuffer();
            tensor.segment().copyFrom(MemorySegment.ofBuffer(bytes));
        }
        return tensor;
    }

    private static Tensor strings(OnnxTensor output, Shape shape) throws OrtException {
        List<byte[]> elements = new ArrayList<>();
        if (shape.elements() > 0) {
            flatten(output.getValue(), elements);
        }
        return StringTensor.of(shape, elements);
    }

    /** The binding gives strings as nested arrays, a lone one as itself. */
    private static void flatten(Object value, List<byte[]> into) {
        if (value instanceof Object[] array) {
            for (Object element : array) {
                flatten(element, into);
            }
        } else {
            into.add(((String) value).getBytes(StandardCharsets.UTF_8));
        }
    }
}
