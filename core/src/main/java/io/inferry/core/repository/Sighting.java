package io.inferry.core.repository;

import java.util.Map;
import java.util.Optional;

/**
 * One look at a whole repository.
 *
 * @param models by name; a model that is not among them was removed
 * @param problem why the look says nothing: then {@code models} is empty and means nothing, and
 *     everything stays as it is
 */
public record Sighting(Map<String, ModelListing> models, Optional<String> problem) {
    public Sighting {
        models = Map.copyOf(models);
    }

    /** Whether files of some version are still changing, so that it waits for another look. */
    public boolean isChanging() {
        return models.values().stream()
                .filter(ModelListing.Listed.class::isInstance)
                .map(ModelListing.Listed.class::cast)
                .flatMap(listed -> listed.versions().stream())
                .map(VersionListing::contents)
                .anyMatch(contents ->
                        contents instanceof VersionListing.Contents.Unsettled unsettled
                                && unsettled.changing());
    }

    static Sighting of(Map<String, ModelListing> models) {
        return new Sighting(models, Optional.empty());
    }

    static Sighting unclear(String problem) {
        return new Sighting(Map.of(), Optional.of(problem));
    }
}
