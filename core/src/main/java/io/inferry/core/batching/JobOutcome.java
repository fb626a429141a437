package io.inferry.core.batching;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.Tensor;
import java.util.Map;

/**
 * Is told how a job ended: exactly one of the two, exactly once, on the thread that ran or refused
 * it, after the job's inputs were closed. Must neither block nor throw.
 */
public interface JobOutcome {
    /**
     * The model ran.
     *
     * @param outputs in the order wanted; they become the receiver's to close
     */
    void ran(Map<String, Tensor> outputs);

    /** It did not run, or failed. */
    void failed(ServingException failure);
}
