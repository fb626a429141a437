package io.inferry.protocol.openinference.grpc;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.protocol.openinference.wire.Datatype;
import io.inferry.protocol.openinference.wire.Declaration;
import io.inferry.transport.protobuf.ProtoReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads InferTensorContents: elements as numbers in the one field of their type, packed or not. A
 * shape that the message's bytes cannot fill is refused before anything is allocated for it.
 */
final class TypedContents {
    private final Declaration declared;
    private final TypedField field;
    private final ProtoReader message;

    private TypedContents(Declaration declared, ProtoReader message) {
        this.declared = declared;
        this.field = TypedField.of(declared.dataType());
        this.message = message;
    }

    /** The tensor, which the caller closes. */
    static Tensor read(Declaration declared, ProtoReader message, TensorMemory memory) {
        TypedContents contents = new TypedContents(declared, message);
        long elements = declared.shape().elements();
        if (elements > message.remaining() / contents.field.bytesMin()) {
            throw contents.wrongCount("at most " + message.remaining() / contents.field.bytesMin());
        }
        return declared.dataType() == DataType.STRING
                ? contents.readStrings()
                : contents.readNumbers(memory);
    }

    private Tensor readStrings() {
        List<byte[]> elements = new ArrayList<>();
        while (message.next()) {
            checkField();
            elements.add(message.bytes());
        }
        if (elements.size() != declared.shape().elements()) {
            throw wrongCount(Integer.toString(elements.size()));
        }
        return StringTensor.of(declared.shape(), elements);
    }

    private Tensor readNumbers(TensorMemory memory) {
        NumericTensor tensor =
                NumericTensor.allocate(memory, declared.dataType(), declared.shape());
        boolean filled = false;
        try {
            TypedElements elements = new TypedElements(declared, tensor.segment());
            while (message.next()) {
                checkField();
                elements.readFrom(message);
            }
            if (elements.count() != declared.shape().elements()) {
                throw wrongCount(Long.toString(elements.count()));
            }
            filled = true;
            return tensor;
        } finally {
            if (!filled) {
                tensor.close();
            }
        }
    }

    private void checkField() {
        if (message.field() != field.number()) {
            throw ServingException.invalidArgument(
                    "input '"
                            + declared.name()
                            + "' of datatype "
                            + Datatype.name(declared.dataType())
                            + " takes its elements from '"
                            + field.text()
                            + "', but '"
                            + TypedField.textOf(message.field())
                            + "' is set");
        }
    }

    private ServingException wrongCount(String found) {
        return ServingException.invalidArgument(
                "unexpected number of elements "
                        + found
                        + " in '"
                        + field.text()
                        + "' of input '"
                        + declared.name()
                        + "', expecting "
                        + declared.shape().elements()
                        + " for shape "
                        + declared.shape());
    }
}
