package io.inferry.engine.pmml;

import io.inferry.api.engine.Engine;
import io.inferry.api.engine.Inspection;
import io.inferry.api.engine.LoadRequest;
import io.inferry.api.engine.Model;
import io.inferry.api.tensor.TensorMemory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Serves PMML files with pmml4s, in pure Java. No Scala class is loaded before the first model:
 * {@link PmmlModel} is the first that names one.
 */
public final class PmmlEngine implements Engine {
    /** For {@link java.util.ServiceLoader}. */
    public PmmlEngine() {}

    @Override
    public String name() {
        return "pmml";
    }

    @Override
    public boolean recognizes(Path artifact) {
        return Artifact.isPresent(artifact);
    }

    @Override
    public Inspection inspect(Path artifact) {
        Path file = Artifact.locate(artifact);
        PmmlModel model =
                PmmlModel.load(file, PmmlOptions.parse(Map.of()), TensorMemory.unpooled());
        return new Inspection(
                "PMML",
                model.byteSize(),
                List.copyOf(model.signatures().values()),
                model.metadata());
    }

    @Override
    public Model load(LoadRequest request) {
        PmmlOptions options = PmmlOptions.parse(request.options());
        return PmmlModel.load(Artifact.locate(request.artifact()), options, request.memory());
    }
}
