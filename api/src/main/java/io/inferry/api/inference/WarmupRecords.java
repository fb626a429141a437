package io.inferry.api.inference;

import io.inferry.api.model.ModelDescription;
import io.inferry.api.tensor.TensorMemory;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Reads requests that were recorded with a version's files, which it answers before callers reach
 * it. Found through {@link java.util.ServiceLoader}. Called on threads that load, several at once.
 */
public interface WarmupRecords {
    /**
     * Has each recorded request run, in order.
     *
     * @param run runs a request and takes its tensors over; throws what the model says
     * @return how many requests there were; 0 when nothing was recorded
     * @throws io.inferry.api.ServingException INVALID_MODEL when the records cannot be read or are
     *     too many, or what {@code run} threw; the version is then not served
     */
    int replay(Version version, Consumer<InferenceRequest> run);

    /**
     * A version that was loaded and is not available yet.
     *
     * @param artifact its directory, or its one file
     * @param memory where tensors of requests are allocated
     * @param recordsMax more records than this are too many
     */
    record Version(
            Path artifact, ModelDescription description, TensorMemory memory, int recordsMax) {}
}
