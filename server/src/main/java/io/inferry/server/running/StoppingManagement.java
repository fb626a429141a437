package io.inferry.server.running;

import io.inferry.api.management.Management;
import io.inferry.api.management.ModelDeclaration;
import io.inferry.api.management.ModelStatus;
import io.inferry.api.management.QueueStatus;
import io.inferry.api.management.Readiness;
import io.inferry.api.model.ModelDescription;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.ModelRef;
import io.inferry.api.traffic.Traffic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Management that says "not ready" once the server stops, so that balancers look elsewhere. */
final class StoppingManagement implements Management {
    private static final Readiness STOPPING = new Readiness(List.of("the server is stopping"));

    private final Management inner;
    private volatile boolean stopping;

    StoppingManagement(Management inner) {
        this.inner = inner;
    }

    /** From here on no more traffic should come. */
    void stop() {
        stopping = true;
    }

    @Override
    public Traffic traffic() {
        return inner.traffic();
    }

    @Override
    public Readiness readiness() {
        return stopping ? STOPPING : inner.readiness();
    }

    @Override
    public List<ModelStatus> models() {
        return inner.models();
    }

    @Override
    public Optional<ModelStatus> model(String name) {
        return inner.model(name);
    }

    @Override
    public ModelDescription describe(ModelRef ref) {
        return inner.describe(ref);
    }

    @Override
    public List<QueueStatus> queues() {
        return inner.queues();
    }

    @Override
    public long tensorBytes() {
        return inner.tensorBytes();
    }

    @Override
    public long modelBytes() {
        return inner.modelBytes();
    }

    @Override
    public void load(String name) {
        inner.load(name);
    }

    @Override
    public void unload(String name) {
        inner.unload(name);
    }

    @Override
    public void retry(ModelId id) {
        inner.retry(id);
    }

    @Override
    public void setLabel(ModelId id, String label) {
        inner.setLabel(id, label);
    }

    @Override
    public void removeLabel(String name, String label) {
        inner.removeLabel(name, label);
    }

    @Override
    public ModelId rollback(String name) {
        return inner.rollback(name);
    }

    @Override
    public void declare(Map<String, ModelDeclaration> models) {
        inner.declare(models);
    }

    @Override
    public Map<String, ModelDeclaration> declared() {
        return inner.declared();
    }

    @Override
    public CompletableFuture<List<ModelStatus>> tried(Set<String> names) {
        return inner.tried(names);
    }
}
