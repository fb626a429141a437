package io.inferry.core.lifecycle;

import io.inferry.api.ServingException;
import io.inferry.api.management.Management;
import io.inferry.api.management.ModelDeclaration;
import io.inferry.api.management.ModelStatus;
import io.inferry.api.management.QueueStatus;
import io.inferry.api.management.Readiness;
import io.inferry.api.model.ModelDescription;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.ModelRef;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.api.traffic.Traffic;
import io.inferry.core.catalog.Catalog;
import io.inferry.core.catalog.CatalogReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The operators' side: what there is, read from the catalog; acts, carried out by the loop. */
final class ControlRoom implements Management {
    private final CatalogReference catalog;
    private final TensorMemory memory;
    private final Loop loop;
    private final Acts acts;
    private final Repository repository;
    private final Traffic traffic;

    ControlRoom(Lifecycle.Surroundings surroundings, LoopActs loopActs, Repository repository) {
        this.catalog = surroundings.catalog();
        this.memory = surroundings.memory();
        this.traffic = surroundings.traffic();
        this.loop = loopActs.loop();
        this.acts = loopActs.acts();
        this.repository = repository;
    }

    /** Where what is wanted is written. */
    interface Repository {
        /** Has it looked at once more, and waits for that a bounded time. */
        void look();

        /** Wants exactly these models, and looks. */
        void declare(Map<String, ModelDeclaration> models);

        /** What was declared last. */
        Map<String, ModelDeclaration> declared();
    }

    /** The acts and the loop that they run on. */
    record LoopActs(Loop loop, Acts acts) {}

    private Catalog now() {
        return catalog.get();
    }

    @Override
    public List<ModelStatus> models() {
        return now().statuses();
    }

    @Override
    public Optional<ModelStatus> model(String name) {
        return now().status(name);
    }

    @Override
    public ModelDescription describe(ModelRef ref) {
        return now().find(ref).description();
    }

    @Override
    public Traffic traffic() {
        return traffic;
    }

    @Override
    public Readiness readiness() {
        return now().readiness();
    }

    @Override
    public List<QueueStatus> queues() {
        return now().servables().map(servable -> servable.execution().status()).toList();
    }

    @Override
    public long tensorBytes() {
        return memory.usedBytes();
    }

    @Override
    public long modelBytes() {
        return now().modelBytes();
    }

    /** Looks before it judges, so that a model copied a moment ago is known. */
    @Override
    public void load(String name) {
        repository.look();
        loop.tell(() -> acts.load(name));
    }

    @Override
    public void unload(String name) {
        loop.tell(() -> acts.unload(name));
    }

    @Override
    public void retry(ModelId id) {
        loop.tell(() -> acts.retry(id));
    }

    @Override
    public void setLabel(ModelId id, String label) {
        if (label.isEmpty()) {
            throw ServingException.invalidArgument("a label needs a name");
        }
        loop.tell(() -> acts.setLabel(id, label));
    }

    @Override
    public void removeLabel(String name, String label) {
        loop.tell(() -> acts.removeLabel(name, label));
    }

    @Override
    public ModelId rollback(String name) {
        return loop.ask(() -> acts.rollback(name));
    }

    @Override
    public void declare(Map<String, ModelDeclaration> models) {
        repository.declare(models);
    }

    @Override
    public Map<String, ModelDeclaration> declared() {
        return repository.declared();
    }

    @Override
    public CompletableFuture<List<ModelStatus>> tried(Set<String> names) {
        return loop.ask(() -> acts.tried(names));
    }
}
