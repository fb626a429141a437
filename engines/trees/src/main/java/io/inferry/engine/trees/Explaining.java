package io.inferry.engine.trees;

import io.inferry.engine.trees.forest.Ensemble;
import io.inferry.engine.trees.forest.ModelFileException;
import io.inferry.engine.trees.shap.Background;
import io.inferry.engine.trees.shap.Explanation;
import io.inferry.engine.trees.shap.Interventional;
import io.inferry.engine.trees.shap.Linear;
import io.inferry.engine.trees.shap.PathDependent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the rows of a model are explained.
 *
 * @param explanation empty where they are not
 * @param fact what to show of it: the kind, or why there is none
 */
record Explaining(Optional<Explanation> explanation, String fact) {
    /**
     * What the options ask for.
     *
     * @param file the model's, beside which the background lies
     * @throws ModelFileException when they ask for what the model or its background does not allow
     */
    static Explaining of(Ensemble ensemble, TreesOptions options, Path file) throws IOException {
        return switch (options.explain()) {
            case OFF -> new Explaining(Optional.empty(), "off");
            case PATH_DEPENDENT -> pathDependent(ensemble);
            case WHERE_POSSIBLE -> pathDependentOrNone(ensemble);
            case INTERVENTIONAL -> {
                Path background = file.resolveSibling(options.background().orElseThrow());
                yield compared(ensemble, BackgroundFile.read(background, ensemble.inputs()));
            }
        };
    }

    private static Explaining compared(Ensemble ensemble, Background background) {
        Explanation explanation =
                ensemble.terms().isPresent()
                        ? Linear.of(ensemble, ensemble.terms().get(), background)
                        : Interventional.of(ensemble, background);
        return new Explaining(Optional.of(explanation), "interventional");
    }

    private static Explaining pathDependent(Ensemble ensemble) {
        return ensemble.terms().isPresent()
                ? new Explaining(Optional.of(Linear.of(ensemble, ensemble.terms().get())), "linear")
                : new Explaining(Optional.of(PathDependent.of(ensemble)), "path_dependent");
    }

    private static Explaining pathDependentOrNone(Ensemble ensemble) {
        try {
            return pathDependent(ensemble);
        } catch (ModelFileException e) {
            return new Explaining(Optional.empty(), "off: " + e.reason());
        }
    }

    /** Whether the trees have to say how much of the training reached each node. */
    boolean needsCovers() {
        return explanation.filter(PathDependent.class::isInstance).isPresent();
    }
}
