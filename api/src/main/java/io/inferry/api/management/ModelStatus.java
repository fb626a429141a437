package io.inferry.api.management;

import java.util.List;
import java.util.Map;

/**
 * A model and all versions that are known of it.
 *
 * @param versions newest first
 * @param labels label to version, only labels that point to an available version
 */
public record ModelStatus(String name, List<VersionStatus> versions, Map<String, Long> labels) {
    public ModelStatus {
        versions = List.copyOf(versions);
        labels = Map.copyOf(labels);
    }
}
