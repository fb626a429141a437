package io.inferry.core;

import io.inferry.api.engine.Engine;
import io.inferry.api.inference.WarmupRecords;
import io.inferry.api.management.ModelDeclaration;
import io.inferry.api.observer.Observer;
import io.inferry.api.settings.ModelSettingsReader;
import io.inferry.core.lifecycle.LifecycleSettings;
import io.inferry.core.memory.MemoryLimits;
import io.inferry.core.repository.DeclaredSource;
import io.inferry.core.repository.DirectorySource;
import io.inferry.core.repository.RepositorySettings;
import io.inferry.core.repository.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How to serve. Only {@link #models} or {@link #declared} has to be called. Engines, observers,
 * readers of recorded requests and the reader of model.yaml are found on the class path unless
 * given here. Used by one thread.
 */
public final class ServingBuilder {
    private @Nullable Path models;
    private @Nullable Map<String, ModelDeclaration> declared;
    private @Nullable List<Engine> engines;
    private @Nullable List<Observer> observers;
    private @Nullable List<WarmupRecords> warmupRecords;
    private @Nullable ModelSettingsReader settingsReader;
    private RepositorySettings repository = RepositorySettings.STANDARD;
    private LifecycleSettings lifecycle = LifecycleSettings.standard();
    private MemoryLimits memory = MemoryLimits.STANDARD;
    private Optional<String> overrideKey = Optional.empty();

    ServingBuilder() {}

    /** Everything chosen. */
    record Parts(
            Function<Predicate<Path>, Source> source,
            List<Engine> engines,
            List<Observer> observers,
            List<WarmupRecords> warmupRecords,
            RepositorySettings repository,
            LifecycleSettings lifecycle,
            MemoryLimits memory,
            Optional<String> overrideKey) {}

    /** The directory that holds the models. It may come to exist later. */
    public ServingBuilder models(Path directory) {
        models = directory;
        return this;
    }

    /**
     * In place of a directory: these models by name, each with a directory of its own; {@link
     * io.inferry.api.management.Management#declare} changes them.
     */
    public ServingBuilder declared(Map<String, ModelDeclaration> models) {
        declared = Map.copyOf(models);
        return this;
    }

    /** One engine more; engines on the class path are then not looked for. */
    public ServingBuilder engine(Engine engine) {
        engines = with(engines, engine);
        return this;
    }

    /** Exactly these engines, in the order in which they are asked whether a file is theirs. */
    public ServingBuilder engines(List<Engine> all) {
        engines = List.copyOf(all);
        return this;
    }

    /** One observer more; observers on the class path are then not looked for. */
    public ServingBuilder observer(Observer observer) {
        observers = with(observers, observer);
        return this;
    }

    /** Exactly these observers. */
    public ServingBuilder observers(List<Observer> all) {
        observers = List.copyOf(all);
        return this;
    }

    /** Exactly these readers of requests recorded with a version's files. */
    public ServingBuilder warmupRecords(List<WarmupRecords> all) {
        warmupRecords = List.copyOf(all);
        return this;
    }

    /** Reads model.yaml files. */
    public ServingBuilder settingsReader(ModelSettingsReader reader) {
        settingsReader = reader;
        return this;
    }

    /** How the directory is watched. */
    public ServingBuilder repository(RepositorySettings settings) {
        repository = settings;
        return this;
    }

    /** How versions come and go. */
    public ServingBuilder lifecycle(LifecycleSettings settings) {
        lifecycle = settings;
        return this;
    }

    /** Bounds of the native memory of requests and answers. */
    public ServingBuilder memory(MemoryLimits limits) {
        memory = limits;
        return this;
    }

    /**
     * What a request must bring in the header {@code x-inferry-override-key} to choose its version
     * by {@code x-inferry-version}; empty: no request may.
     */
    public ServingBuilder overrideKey(Optional<String> key) {
        overrideKey = key;
        return this;
    }

    /**
     * Starts, and returns when every model found was tried once, well or not, or when the
     * configured time for that is over. {@link Serving#management()} says how it went.
     */
    public Serving start() {
        Serving serving = startLoading();
        serving.awaitLoaded(lifecycle.startWaitMax());
        return serving;
    }

    /** Starts and returns at once; models become available one by one. */
    public Serving startLoading() {
        return Serving.startLoading(parts());
    }

    private Parts parts() {
        return new Parts(
                source(),
                engines == null ? found(Engine.class) : engines,
                observers == null ? found(Observer.class) : observers,
                warmupRecords == null ? found(WarmupRecords.class) : warmupRecords,
                repository,
                lifecycle,
                memory,
                overrideKey);
    }

    private Function<Predicate<Path>, Source> source() {
        Path directory = models;
        Map<String, ModelDeclaration> wanted = declared;
        if (directory == null && wanted != null) {
            Source source = new DeclaredSource(wanted, repository);
            return recognizes -> source;
        }
        if (directory == null || wanted != null) {
            throw new IllegalStateException(
                    "one of models(directory) and declared(models) must be called");
        }
        Optional<ModelSettingsReader> reader =
                settingsReader == null
                        ? ServiceLoader.load(ModelSettingsReader.class).findFirst()
                        : Optional.of(settingsReader);
        RepositorySettings settings = repository;
        return recognizes -> new DirectorySource(directory, settings, recognizes, reader);
    }

    private static <T> List<T> found(Class<T> seam) {
        return ServiceLoader.load(seam).stream().map(ServiceLoader.Provider::get).toList();
    }

    private static <T> List<T> with(@Nullable List<T> some, T one) {
        List<T> more = new ArrayList<>(some == null ? List.of() : some);
        more.add(one);
        return List.copyOf(more);
    }
}
