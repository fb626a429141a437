package io.inferry.api.management;

import io.inferry.api.model.ModelDescription;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.ModelRef;
import io.inferry.api.traffic.Traffic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * What is loaded, and the acts of an operator. Acts say what is wanted and return at once; the
 * reconciler makes it so, and {@link #models()} shows how far it is. An act stands until another
 * one, or a restart, ends it. All methods may be called from any thread and none blocks on a load.
 */
public interface Management {
    /** Every model that is or was wanted, by name. */
    List<ModelStatus> models();

    /** One model. */
    Optional<ModelStatus> model(String name);

    /**
     * The version that a reference means now.
     *
     * @throws io.inferry.api.ServingException NOT_FOUND when there is none, UNAVAILABLE when it is
     *     known but not ready
     */
    ModelDescription describe(ModelRef ref);

    /** How each model's traffic is divided. */
    Traffic traffic();

    /** Whether traffic should come. */
    Readiness readiness();

    /** The queues of all available versions. */
    List<QueueStatus> queues();

    /** Native bytes held by tensors of requests and answers. */
    long tensorBytes();

    /** Native bytes held by loaded models, as well as engines can tell. */
    long modelBytes();

    /**
     * Wants the model's versions as its policy chooses; ends an earlier {@link #unload(String)} or
     * {@link #rollback} and looks at the disk at once.
     *
     * @throws io.inferry.api.ServingException NOT_FOUND when the repository has no such model
     */
    void load(String name);

    /**
     * Wants no version of the model until {@link #load(String)}.
     *
     * @throws io.inferry.api.ServingException NOT_FOUND when the model is not known
     */
    void unload(String name);

    /**
     * Tries a failed version again now instead of after its delay.
     *
     * @throws io.inferry.api.ServingException NOT_FOUND when the version is not known,
     *     FAILED_PRECONDITION when it has not failed
     */
    void retry(ModelId id);

    /**
     * Points a label to an available version; atomic for callers.
     *
     * @throws io.inferry.api.ServingException NOT_FOUND when the version is not known,
     *     FAILED_PRECONDITION when it is not available
     */
    void setLabel(ModelId id, String label);

    /**
     * Removes a label.
     *
     * @throws io.inferry.api.ServingException NOT_FOUND when the model has no such label
     */
    void removeLabel(String name, String label);

    /**
     * Sets the newest available version aside, so that the one before it answers; it is loaded
     * first if need be, and until it is available nothing changes for callers. A version newer than
     * both goes live as usual.
     *
     * @return the version that answers, or will
     * @throws io.inferry.api.ServingException NOT_FOUND when the model is not known,
     *     FAILED_PRECONDITION when there is no earlier version
     */
    ModelId rollback(String name);

    /**
     * Wants exactly these models from now on, and looks at their directories at once. Always the
     * whole list, never a difference: a model that is not in it unloads.
     *
     * @param models by name
     * @throws io.inferry.api.ServingException FAILED_PRECONDITION when this server watches a
     *     directory of models, whose contents say what is wanted
     */
    void declare(Map<String, ModelDeclaration> models);

    /** What was declared last; empty when this server watches a directory of models. */
    Map<String, ModelDeclaration> declared();

    /**
     * Completes when every one of these models was tried: it has a version that is available or
     * failed to load, or there is nothing of it to load. The result is how they stand then; a model
     * that is not known is not in it. Cancel it to wait no longer.
     */
    CompletableFuture<List<ModelStatus>> tried(Set<String> names);
}
