package io.inferry.engine.trees;

import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.engine.trees.forest.Ensemble;
import java.util.Map;

/** One ensemble, shared by all runners: nothing in it changes. */
final class TreesModel implements Model {
    private final ModelFile file;
    private final Signature signature;
    private final TensorMemory memory;

    TreesModel(ModelFile file, Signature signature, TensorMemory memory) {
        this.file = file;
        this.signature = signature;
        this.memory = memory;
    }

    @Override
    public Map<String, Signature> signatures() {
        return Map.of(signature.name(), signature);
    }

    @Override
    public String platform() {
        return file.format().platform();
    }

    @Override
    public Map<String, String> metadata() {
        return file.ensemble().facts();
    }

    /** The arrays are on the heap. */
    @Override
    public long nativeBytes() {
        return 0;
    }

    @Override
    public Runner newRunner() {
        Ensemble ensemble = file.ensemble();
        return new TreesRunner(ensemble, signature, memory);
    }

    @Override
    public void close() {
        // Nothing beside the heap.
    }
}
