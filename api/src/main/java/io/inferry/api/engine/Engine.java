package io.inferry.api.engine;

import java.nio.file.Path;

/**
 * Turns artifacts of one family into models. Found through {@link java.util.ServiceLoader}; one
 * object serves all models, so it is safe for use by many threads and cheap to make: the native
 * runtime starts with the first load, not with the engine.
 */
public interface Engine {
    /** Short and stable, as configuration names it: {@code onnx}. */
    String name();

    /**
     * Whether the artifact looks like this engine's: by names and first bytes, without reading it
     * whole.
     *
     * @param artifact a file, or the directory of one version
     */
    boolean recognizes(Path artifact);

    /**
     * What the file says of itself, without making it ready to run.
     *
     * @throws io.inferry.api.ServingException INVALID_MODEL when it cannot be read
     */
    Inspection inspect(Path artifact);

    /**
     * Makes the artifact ready to run. Slow; called on a loading thread, by several threads at once
     * for different models.
     *
     * @throws io.inferry.api.ServingException INVALID_MODEL with a message that names the file and
     *     the reason
     */
    Model load(LoadRequest request);
}
