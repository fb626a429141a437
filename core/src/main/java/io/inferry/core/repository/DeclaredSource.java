package io.inferry.core.repository;

import io.inferry.api.management.ModelDeclaration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Models that were declared, each with a directory of its own. What is wrong with one directory is
 * that model's trouble alone.
 */
public final class DeclaredSource implements Source {
    private final RepositorySettings settings;

    /** By the one thread that looks. */
    private final Map<String, DeclaredDirectory> directories = new HashMap<>();

    private volatile Map<String, ModelDeclaration> declared;

    public DeclaredSource(Map<String, ModelDeclaration> models, RepositorySettings settings) {
        this.declared = Map.copyOf(models);
        this.settings = settings;
    }

    /** Takes the place of what was declared before; seen by the next look. From any thread. */
    public void declare(Map<String, ModelDeclaration> models) {
        declared = Map.copyOf(models);
    }

    /** What was declared last. */
    public Map<String, ModelDeclaration> declared() {
        return declared;
    }

    @Override
    public Sighting look(Instant now) {
        Map<String, ModelDeclaration> wanted = declared;
        Map<String, ModelListing> models = new HashMap<>();
        directories.keySet().retainAll(wanted.keySet());
        wanted.forEach((name, model) -> models.put(name, look(name, model, now)));
        return Sighting.of(models);
    }

    private ModelListing look(String name, ModelDeclaration model, Instant now) {
        DeclaredDirectory directory = directories.get(name);
        if (directory == null || !directory.path().equals(model.basePath())) {
            directory = new DeclaredDirectory(model.basePath(), settings);
            directories.put(name, directory);
        }
        var reading = new SettingsReading(model.settings(), Optional.empty(), model.versions());
        return directory.look(reading, now);
    }
}
