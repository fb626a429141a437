package io.inferry.core.lifecycle;

import io.inferry.api.ServingException;
import io.inferry.api.management.ModelStatus;
import io.inferry.api.model.ModelId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What operators can do, as changes of what is wanted. Called on the loop. */
final class Acts {
    private final Reconciler reconciler;

    Acts(Reconciler reconciler) {
        this.reconciler = reconciler;
    }

    void load(String name) {
        ModelLife model = model(name);
        if (!model.isListed()) {
            throw ServingException.notFound("the repository has no model " + name);
        }
        model.orders().clear();
        reconciler.reconcile();
    }

    void unload(String name) {
        model(name).orders().unload("unloaded by an operator");
        reconciler.reconcile();
    }

    void retry(ModelId id) {
        VersionLife version = version(id);
        if (version.failures().isEmpty()) {
            throw ServingException.failedPrecondition(
                    "%s has not failed, it is %s".formatted(id, version.state()));
        }
        version.failures().endDelay();
        reconciler.reconcile();
    }

    void setLabel(ModelId id, String label) {
        VersionLife version = version(id);
        if (version.serving().isEmpty()) {
            throw ServingException.failedPrecondition(
                    "label %s cannot point to %s: it is %s, not AVAILABLE"
                            .formatted(label, id, version.state()));
        }
        model(id.name()).labels().set(label, id.version());
        reconciler.reconcile();
    }

    void removeLabel(String name, String label) {
        ModelLife model = model(name);
        if (!model.labels().wished().containsKey(label)) {
            throw ServingException.notFound("model %s has no label %s".formatted(name, label));
        }
        model.labels().remove(label);
        reconciler.reconcile();
    }

    ModelId rollback(String name) {
        ModelId answers = model(name).rollBack();
        reconciler.reconcile();
        return answers;
    }

    CompletableFuture<List<ModelStatus>> tried(Set<String> names) {
        return reconciler.tried(names);
    }

    private ModelLife model(String name) {
        return reconciler
                .model(name)
                .orElseThrow(() -> ServingException.notFound("model " + name + " is not known"));
    }

    private VersionLife version(ModelId id) {
        return model(id.name())
                .version(id.version())
                .orElseThrow(
                        () -> ServingException.notFound("model version " + id + " is not known"));
    }
}
