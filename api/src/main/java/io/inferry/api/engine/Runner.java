package io.inferry.api.engine;

import io.inferry.api.model.Signature;
import io.inferry.api.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** One execution slot of a model. Used by one thread at a time, though not always the same one. */
public interface Runner extends AutoCloseable {
    /**
     * Runs the model once.
     *
     * @param inputs one tensor for each of the signature's inputs, of its dtype, optional ones
     *     perhaps left out; they stay the caller's, who keeps them open until this returns
     * @param outputs the names wanted, each an output of the signature
     * @return the wanted outputs in that order; they become the caller's, who closes them
     * @throws io.inferry.api.ServingException INVALID_ARGUMENT when the values cannot be run (a
     *     shape that the graph refuses), INTERNAL when the model fails
     */
    Map<String, Tensor> run(Signature signature, Map<String, Tensor> inputs, List<String> outputs);

    @Override
    void close();
}
