package io.inferry.api.observer;

import io.inferry.api.ServingException;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.Signature;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.traffic.Assignment;
import java.util.Map;

/**
 * The answers of two versions to one request. Tensors are open during the call that hands the pair
 * over and no longer.
 *
 * @param assignment of the live request
 * @param inputs of both
 * @param shadow as the plan names it
 * @param answer what the shadow said
 */
public record ShadowPair(
        Assignment assignment,
        Signature signature,
        Map<String, Tensor> inputs,
        Live live,
        VersionChoice shadow,
        Answered answer) {
    /**
     * What the caller got.
     *
     * @param runNanos the model's own time
     */
    public record Live(ModelId id, Map<String, Tensor> outputs, long runNanos) {}

    /** What the shadow said. */
    public sealed interface Answered {
        /** Its outputs, of the same names. */
        record Outputs(ModelId id, Map<String, Tensor> outputs, long runNanos)
                implements Answered {}

        /** It did not answer. */
        record Failed(ServingException failure) implements Answered {}

        /** The shadow's budget was used up, or it was not available: it was not asked. */
        record Skipped(String why) implements Answered {}
    }
}
