package io.inferry.engine.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.inferry.api.tensor.NumericTensor;
import java.util.HashMap;
import java.util.Map;

/**
 * Output tensors whose memory is there before the run, so that the runtime writes the answer where
 * it is sent from. Closing gives back every tensor that was not taken.
 */
record Pins(Map<String, OnnxTensor> handles, Map<String, NumericTensor> tensors)
        implements AutoCloseable {
    Pins() {
        this(HashMap.newHashMap(2), HashMap.newHashMap(2));
    }

    /** Adds an output's memory and the runtime's handle of it; both are this object's to close. */
    void add(String name, NumericTensor tensor, NativeTensors factory) throws OrtException {
        tensors.put(name, tensor);
        handles.put(name, factory.of(name, tensor));
    }

    @Override
    public void close() {
        for (OnnxTensor handle : handles.values()) {
            handle.close();
        }
        for (NumericTensor tensor : tensors.values()) {
            tensor.close();
        }
    }
}
