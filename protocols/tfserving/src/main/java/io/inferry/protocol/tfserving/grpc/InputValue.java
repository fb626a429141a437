package io.inferry.protocol.tfserving.grpc;

import io.inferry.api.tensor.Tensor;

/** What came for one input, before anybody knows what the model wants. */
sealed interface InputValue {
    /** A tensor. */
    record Read(Tensor tensor) implements InputValue {}

    /** No tensor at all: upstream could not read it either. */
    record Malformed() implements InputValue {}

    /**
     * A tensor of a type that no engine of ours takes, not read.
     *
     * @param typeName as error texts have it, {@code complex64}
     */
    record Foreign(String typeName) implements InputValue {}

    /** Frees the tensor if there is one. */
    default void close() {
        if (this instanceof Read(Tensor tensor)) {
            tensor.close();
        }
    }
}
