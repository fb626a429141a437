package io.inferry.core.lifecycle;

import io.inferry.api.inference.WarmupRecords;
import io.inferry.api.management.ModelStatus;
import io.inferry.api.management.StateChange;
import io.inferry.api.management.VersionState;
import io.inferry.api.management.VersionStatus;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.ModelRef;
import io.inferry.api.observer.Observer;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.core.batching.ExecutionContext;
import io.inferry.core.catalog.CatalogReference;
import io.inferry.core.catalog.Servable;
import io.inferry.core.repository.DirectorySource;
import io.inferry.core.repository.RepositorySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A lifecycle whose every step a test takes itself: it looks, it lets time pass, it has the pool do
 * its work. Nothing runs on its own.
 */
final class House implements Reconciler.Work, Observer {
    final LinearEngine engine = new LinearEngine();
    final ManualClock clock = new ManualClock();
    final CatalogReference catalog = new CatalogReference();
    final ModelFolder folder;
    final List<String> told = new ArrayList<>();
    final Reconciler reconciler;
    final Acts acts;
    WarmupRecords recorded = (version, run) -> 0;
    boolean tried;

    private final DirectorySource source;
    private final Loader loader;
    private final Deque<Runnable> loads = new ArrayDeque<>();
    private final Deque<Loaded> closings = new ArrayDeque<>();

    House(Path root) {
        this(root, LifecycleSettings.standard());
    }

    House(Path root, LifecycleSettings settings) {
        folder = new ModelFolder(root);
        Engines engines = new Engines(List.of(engine));
        source =
                new DirectorySource(
                        root,
                        RepositorySettings.STANDARD,
                        engines::recognizes,
                        Optional.of(new SettingsText()));
        loader =
                new Loader(
                        engines,
                        new ExecutionContext(TensorMemory.unpooled(), List.of()),
                        new RecordedWarmup(
                                List.of((version, run) -> recorded.replay(version, run))));
        reconciler =
                new Reconciler(
                        settings,
                        new Reconciler.Surroundings(clock, catalog, List.of(this)),
                        this,
                        () -> tried = true);
        acts = new Acts(reconciler);
    }

    @Override
    public void load(ModelId id, LoadPlan plan) {
        loads.add(() -> {
            LoadOutcome outcome = loader.load(id, plan, () -> reconciler.warming(id));
            reconciler.finished(id, outcome);
        });
    }

    @Override
    public void retire(Loaded loaded) {
        loaded.servable().retire(() -> closings.add(loaded));
    }

    @Override
    public void changed(ModelId id, StateChange change) {
        told.add(id + " " + change.state());
    }

    /** Looks at the repository. */
    void look() {
        reconciler.seen(source.look(clock.instant()));
    }

    /** Looks until what is there has settled, and does all work. */
    void settle() {
        look();
        clock.advance(RepositorySettings.STANDARD.settle());
        look();
        work();
    }

    /** Has the pool do all that it has to do. */
    void work() {
        while (!loads.isEmpty() || !closings.isEmpty()) {
            workLoads();
            workClosings();
        }
    }

    void workLoads() {
        while (!loads.isEmpty()) {
            loads.removeFirst().run();
        }
    }

    void workClosings() {
        while (!closings.isEmpty()) {
            Loaded loaded = closings.removeFirst();
            loaded.close();
            reconciler.closed(loaded, "closed");
        }
    }

    void pass(Duration time) {
        clock.advance(time);
        reconciler.tick();
        work();
    }

    int loadsWaiting() {
        return loads.size();
    }

    /** What a version answers to one number. */
    float answer(ModelRef ref, float x) {
        return run(catalog.get().find(ref), x);
    }

    static float run(Servable servable, float x) {
        try (NumericTensor input =
                NumericTensor.ofFloats(TensorMemory.unpooled(), Shape.of(1), x)) {
            Tensor y =
                    servable.execution().runNow(LinearModel.SIGNATURE, Map.of("x", input)).get("y");
            try (NumericTensor output = (NumericTensor) y) {
                return output.toFloats()[0];
            }
        }
    }

    float answer(String name, float x) {
        return answer(ModelRef.latest(name), x);
    }

    ModelStatus model(String name) {
        return catalog.get().status(name).orElseThrow();
    }

    VersionStatus version(String name, long version) {
        return model(name).versions().stream()
                .filter(status -> status.version() == version)
                .findFirst()
                .orElseThrow();
    }

    VersionState state(String name, long version) {
        return version(name, version).state();
    }

    List<VersionState> history(String name, long version) {
        return version(name, version).history().stream().map(StateChange::state).toList();
    }

    List<String> obstacles() {
        return catalog.get().readiness().reasons();
    }
}
