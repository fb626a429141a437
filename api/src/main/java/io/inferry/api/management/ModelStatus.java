package io.inferry.api.management;

import java.util.List;
import java.util.Map;

/**
 * A model and all versions that are known of it.
 *
 * @param versions newest first
 * @param labels label to version, only labels that point to an available version
 * @param notes what an operator should know of the model as a whole, one line each: why its
 *     directory cannot be read, a version that is there twice, a label that waits for its version
 */
public record ModelStatus(
        String name, List<VersionStatus> versions, Map<String, Long> labels, List<String> notes) {
    public ModelStatus {
        versions = List.copyOf(versions);
        labels = Map.copyOf(labels);
        notes = List.copyOf(notes);
    }

    /** A model without notes. */
    public ModelStatus(String name, List<VersionStatus> versions, Map<String, Long> labels) {
        this(name, versions, labels, List.of());
    }
}
