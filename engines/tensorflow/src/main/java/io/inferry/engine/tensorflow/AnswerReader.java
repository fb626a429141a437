package io.inferry.engine.tensorflow;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import java.lang.foreign.MemorySegment;

/** Copies TensorFlow's tensors into memory of ours, once. */
record AnswerReader(TensorMemory memory) {
    /**
     * A tensor of ours with the elements of TensorFlow's.
     *
     * @throws ServingException UNIMPLEMENTED for element types that clients do not know
     */
    Tensor read(String name, MemorySegment tensor) {
        int type = NativeTensors.type(tensor);
        DataType dataType =
                DataTypes.of(type)
                        .orElseThrow(() ->
                                ServingException.unimplemented(
                                        "output '%s' has TensorFlow's type %d, which cannot be served"
                                                .formatted(name, type)));
        Shape shape = Shape.of(NativeTensors.dims(tensor));
        long byteSize = NativeTensors.byteSize(tensor);
        MemorySegment elements = NativeTensors.memory(tensor, byteSize);
        if (dataType == DataType.STRING) {
            return StringTensor.of(shape, Strings.read(elements, shape.elements()));
        }
        NumericTensor copy = NumericTensor.allocate(memory, dataType, shape);
        if (byteSize > 0) {
            copy.segment().copyFrom(elements);
        }
        return copy;
    }
}
