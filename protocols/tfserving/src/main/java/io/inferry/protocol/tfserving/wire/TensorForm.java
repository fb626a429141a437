package io.inferry.protocol.tfserving.wire;

/** In which of a TensorProto's fields the elements of an answer go. */
public enum TensorForm {
    /** The field of their type, {@code float_val}: what clients find by default. */
    TYPED,
    /** {@code tensor_content}: upstream's enable_serialization_as_tensor_content. */
    CONTENT
}
