package io.inferry.protocol.openinference.rest;

import io.inferry.api.ServingException;
import io.inferry.api.model.ModelDescription;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.protocol.openinference.wire.Declaration;
import io.inferry.protocol.openinference.wire.InputTensors;
import io.inferry.protocol.openinference.wire.Parameters;
import io.inferry.transport.http.Bytes;
import java.util.Arrays;
import java.util.List;

/**
 * A request without JSON: the whole body is the one input of the model. Its first dimension, when
 * unknown, is 1; at most one more may be unknown and follows from the number of bytes. A BYTES
 * input gets the whole body as its one element, without a length before it.
 */
final class RawBinaryRequest {
    private RawBinaryRequest() {}

    static InferBody read(Bytes body, ModelDescription model, TensorMemory memory) {
        TensorSpec input = onlyInput(model);
        InputTensors inputs = new InputTensors();
        inputs.add(
                input.name(), tensor(input, body, new BinaryParts(body, 0, name(model)), memory));
        return new InferBody("", Parameters.NONE, inputs, RequestedOutputs.allBinary());
    }

    private static Tensor tensor(
            TensorSpec input, Bytes body, BinaryParts parts, TensorMemory memory) {
        if (input.dataType() == DataType.STRING) {
            int from = body.offset();
            byte[] element = Arrays.copyOfRange(body.array(), from, from + body.length());
            return StringTensor.of(shape(input, 1), List.of(element));
        }
        Shape shape = shape(input, body.length() / input.dataType().byteSize());
        Declaration declared = new Declaration(input.name(), input.dataType(), shape);
        return parts.next(declared, body.length(), memory);
    }

    private static TensorSpec onlyInput(ModelDescription model) {
        Signature signature = model.signatures().get(Signature.DEFAULT_NAME);
        if (signature == null || signature.inputs().size() != 1) {
            throw refused(model.id().name(), "has not exactly one input");
        }
        return signature.inputs().getFirst();
    }

    private static Shape shape(TensorSpec input, long elements) {
        long[] dims = input.shape().toArray();
        if (dims.length > 0 && dims[0] == Shape.UNKNOWN) {
            dims[0] = 1;
        }
        int unknown = -1;
        long known = 1;
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] != Shape.UNKNOWN) {
                known *= dims[i];
            } else if (unknown >= 0) {
                throw refused(input.name(), "has more than one variable dimension");
            } else {
                unknown = i;
            }
        }
        if (unknown >= 0) {
            dims[unknown] = known == 0 ? 0 : elements / known;
        }
        return Shape.of(dims);
    }

    private static ServingException refused(String what, String why) {
        return ServingException.invalidArgument(
                "a raw binary request cannot be read: '" + what + "' " + why);
    }

    private static String name(ModelDescription model) {
        return model.id().name();
    }
}
