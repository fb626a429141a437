package io.inferry.api.engine;

import io.inferry.api.model.ModelId;
import io.inferry.api.tensor.TensorMemory;
import java.nio.file.Path;
import java.util.Map;

/**
 * What an engine gets to load one version.
 *
 * @param artifact a file, or the directory of one version
 * @param options the engine's own settings from model.yaml; an unknown key is the engine's error to
 *     report
 * @param memory where outputs are to be allocated
 */
public record LoadRequest(
        ModelId id, Path artifact, Map<String, String> options, TensorMemory memory) {
    public LoadRequest {
        options = Map.copyOf(options);
    }
}
