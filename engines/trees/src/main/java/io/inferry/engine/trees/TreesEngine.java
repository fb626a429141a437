package io.inferry.engine.trees;

import io.inferry.api.engine.Engine;
import io.inferry.api.engine.Inspection;
import io.inferry.api.engine.LoadRequest;
import io.inferry.api.engine.Model;
import java.nio.file.Path;
import java.util.Map;

/**
 * Serves model files of LightGBM, XGBoost and CatBoost with an evaluator of our own in pure Java:
 * no native library is loaded, and a row costs less than the call of one.
 */
public final class TreesEngine implements Engine {
    /** For {@link java.util.ServiceLoader}. */
    public TreesEngine() {}

    @Override
    public String name() {
        return "trees";
    }

    @Override
    public boolean recognizes(Path artifact) {
        return Artifact.isPresent(artifact);
    }

    @Override
    public Inspection inspect(Path artifact) {
        TreesOptions options = TreesOptions.parse(Map.of());
        ModelFile file = ModelFile.read(Artifact.locate(artifact), options);
        return new Inspection(
                file.format().title(),
                file.byteSize(),
                TextModel.signatures(Specs.all(file, options), file.ensemble().inputs()),
                file.facts());
    }

    @Override
    public Model load(LoadRequest request) {
        TreesOptions options = TreesOptions.parse(request.options());
        ModelFile file = ModelFile.read(Artifact.locate(request.artifact()), options);
        Model model = new TreesModel(file, Specs.all(file, options), request.memory());
        return file.ensemble().inputs().texts().isEmpty()
                ? model
                : new TextModel(model, file.ensemble().inputs(), request.memory());
    }
}
