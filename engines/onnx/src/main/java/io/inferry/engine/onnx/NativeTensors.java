package io.inferry.engine.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Makes the runtime's tensors from ours: numbers without a copy, strings with one. Not for use by
 * several threads.
 */
final class NativeTensors {
    private final OrtEnvironment environment;
    private final Optional<BindingInternals> internals;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();

    NativeTensors(OrtEnvironment environment, Optional<BindingInternals> internals) {
        this.environment = environment;
        this.internals = internals;
    }

    /**
     * A tensor of the runtime over {@code tensor}'s memory, to be closed before that.
     *
     * @throws IllegalStateException when {@code tensor} is closed: the runtime would crash on it
     */
    OnnxTensor of(String name, Tensor tensor) throws OrtException {
        if (tensor.isClosed()) {
            throw new IllegalStateException("tensor '" + name + "' was closed before the run");
        }
        return switch (tensor) {
            case NumericTensor numbers -> ofNumbers(name, numbers);
            case StringTensor strings ->
                    OnnxTensor.createTensor(
                            environment, texts(name, strings), strings.shape().toArray());
        };
    }

    private OnnxTensor ofNumbers(String name, NumericTensor tensor) throws OrtException {
        if (tensor.byteSize() > Integer.MAX_VALUE) {
            throw ServingException.of(
                    ErrorCode.TOO_LARGE,
                    "tensor '%s' has %d bytes; ONNX Runtime's Java binding takes at most %d"
                            .formatted(name, tensor.byteSize(), Integer.MAX_VALUE));
        }
        ByteBuffer memory = tensor.segment().asByteBuffer().order(ByteOrder.nativeOrder());
        long[] shape = tensor.shape().toArray();
        DataType dataType = tensor.dataType();
        OnnxJavaType javaType = ElementTypes.javaType(dataType);
        if (javaType != OnnxJavaType.UNKNOWN) {
            return OnnxTensor.createTensor(environment, memory, shape, javaType);
        }
        if (internals.isEmpty()) {
            throw ServingException.unimplemented(
                    "tensor '%s' is %s, which this build of ONNX Runtime's Java binding cannot make"
                            .formatted(name, dataType));
        }
        return internals.get().tensor(memory, shape, ElementTypes.unsignedType(dataType));
    }

    private String[] texts(String name, StringTensor tensor) {
        List<byte[]> elements = tensor.elements();
        String[] texts = new String[elements.size()];
        for (int i = 0; i < texts.length; i++) {
            try {
                texts[i] = utf8.decode(ByteBuffer.wrap(elements.get(i))).toString();
            } catch (CharacterCodingException e) {
                throw ServingException.invalidArgument(
                        "input '%s', element %d is not UTF-8; ONNX Runtime's Java binding takes no other bytes"
                                .formatted(name, i));
            }
        }
        return texts;
    }
}
