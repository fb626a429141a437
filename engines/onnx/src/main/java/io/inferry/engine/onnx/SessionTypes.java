package io.inferry.engine.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import io.inferry.engine.onnx.file.ModelFile;
import io.inferry.engine.onnx.file.ValueType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The types of a loaded graph: as the file says, made more exact by what the runtime inferred. The
 * runtime alone would not do: to it a tensor of unknown rank looks like a scalar.
 */
final class SessionTypes {
    private SessionTypes() {}

    static Specs specs(ModelFile file, OrtSession session) throws OrtException {
        return Specs.of(
                refine(file.inputs(), session.getInputInfo()),
                refine(file.outputs(), session.getOutputInfo()));
    }

    private static Map<String, ValueType> refine(
            Map<String, ValueType> declared, Map<String, NodeInfo> inferred) {
        Map<String, ValueType> refined = new LinkedHashMap<>();
        inferred.forEach((name, node) -> {
            ValueType type = declared.get(name);
            boolean tensor = type == null || isTensorOrUntyped(type);
            if (tensor && node.getInfo() instanceof TensorInfo info) {
                refined.put(name, merge(type, info));
            } else if (type != null) {
                refined.put(name, type);
            } else {
                refined.put(name, new ValueType.Unsupported(node.getInfo().toString()));
            }
        });
        return refined;
    }

    private static boolean isTensorOrUntyped(ValueType type) {
        return switch (type) {
            case ValueType.Tensor _, ValueType.Untyped _ -> true;
            case ValueType.MapList _, ValueType.LoneMap _, ValueType.Unsupported _ -> false;
        };
    }

    private static ValueType merge(@Nullable ValueType declared, TensorInfo info) {
        Optional<DataType> dataType = ElementTypes.dataType(info.onnxType);
        if (dataType.isEmpty()) {
            return new ValueType.Unsupported("tensor(" + info.onnxType + ")");
        }
        long[] dims = info.getShape();
        if (declared instanceof ValueType.Tensor tensor
                && dims.length != tensor.shape().rank()
                && dims.length == 0) {
            return tensor;
        }
        boolean scalar = declared instanceof ValueType.Tensor tensor && !tensor.shape().isAny();
        Shape shape = dims.length > 0 || scalar ? Shape.of(dims) : Shape.ANY;
        String[] names = info.getDimensionNames();
        List<String> dimNames =
                names.length == dims.length
                        ? Arrays.stream(names).map(name -> name == null ? "" : name).toList()
                        : List.of();
        return new ValueType.Tensor(dataType.get(), shape, dimNames);
    }
}
