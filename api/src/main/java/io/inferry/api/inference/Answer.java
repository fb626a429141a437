package io.inferry.api.inference;

import io.inferry.api.model.ModelId;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.Tensor;
import java.util.Map;

/**
 * The outputs of a call. Whoever encodes it closes it when the last byte is encoded: that frees the
 * tensors and ends the exchange.
 */
public final class Answer implements Reply, AutoCloseable {
    private final ModelId id;
    private final Signature signature;
    private final Map<String, Tensor> outputs;
    private final Runnable closed;

    /**
     * @param outputs in the order wanted; they become this answer's
     * @param closed called once, after the tensors were closed
     */
    public Answer(ModelId id, Signature signature, Map<String, Tensor> outputs, Runnable closed) {
        this.id = id;
        this.signature = signature;
        this.outputs = outputs;
        this.closed = closed;
    }

    /** The version that answered. */
    public ModelId id() {
        return id;
    }

    /** The signature that ran. */
    public Signature signature() {
        return signature;
    }

    /** The wanted outputs in the order wanted. */
    public Map<String, Tensor> outputs() {
        return outputs;
    }

    @Override
    public void close() {
        for (Tensor output : outputs.values()) {
            output.close();
        }
        closed.run();
    }
}
