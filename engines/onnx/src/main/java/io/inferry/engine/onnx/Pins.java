package io.inferry.engine.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.inferry.api.tensor.NumericTensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.Map;

/**
 * Output tensors whose memory is there before the run, so that the runtime writes the answer where
 * it is sent from. Closing gives back every tensor that was not taken.
 *
 * <p>There are graphs for which the runtime ignores memory given for an output and reports success
 * (an output that is an input, for one). So each piece is marked before the run, and one that still
 * carries its mark was not written.
 */
record Pins(Map<String, OnnxTensor> handles, Map<String, NumericTensor> tensors)
        implements AutoCloseable {
    private static final long MARK = 0xA5C3_5A3C_9669_F00FL;

    Pins() {
        this(HashMap.newHashMap(2), HashMap.newHashMap(2));
    }

    /** Adds an output's memory and the runtime's handle of it; both are this object's to close. */
    void add(String name, NumericTensor tensor, NativeTensors factory) throws OrtException {
        tensors.put(name, tensor);
        mark(tensor.segment());
        handles.put(name, factory.of(name, tensor));
    }

    /** Whether the run wrote every output. A false alarm costs one more run. */
    boolean areWritten() {
        for (NumericTensor tensor : tensors.values()) {
            if (isMarked(tensor.segment())) {
                return false;
            }
        }
        return true;
    }

    private static void mark(MemorySegment segment) {
        if (segment.byteSize() >= Long.BYTES) {
            segment.set(ValueLayout.JAVA_LONG_UNALIGNED, 0, MARK);
        } else {
            segment.fill((byte) MARK);
        }
    }

    private static boolean isMarked(MemorySegment segment) {
        long size = segment.byteSize();
        if (size >= Long.BYTES) {
            return segment.get(ValueLayout.JAVA_LONG_UNALIGNED, 0) == MARK;
        }
        for (long i = 0; i < size; i++) {
            if (segment.get(ValueLayout.JAVA_BYTE, i) != (byte) MARK) {
                return false;
            }
        }
        return size > 0;
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
