package io.inferry.experiment.control;

import io.inferry.api.management.Management;
import io.inferry.api.management.ModelStatus;
import io.inferry.api.management.VersionStatus;
import io.inferry.api.model.VersionChoice;
import io.inferry.experiment.control.definition.Definition;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which arms can answer. After a restart versions load for a while: an arm that was not there yet
 * is waited for, one that was there and left is gone.
 */
final class Availability {
    /** After this long an arm that never came is gone too. */
    static final Duration COMING_MAX = Duration.ofMinutes(2);

    private final Set<VersionChoice> seen = new HashSet<>();
    private Duration waited = Duration.ZERO;

    /** Why each arm that is gone cannot answer. */
    Map<VersionChoice, String> gone(Definition definition, Management management, Duration passed) {
        waited = waited.plus(passed);
        Optional<ModelStatus> model = management.model(definition.model());
        Map<VersionChoice, String> gone = new HashMap<>();
        for (VersionChoice arm : definition.arms()) {
            Optional<VersionStatus> status =
                    model.map(ModelStatus::versions).orElse(List.of()).stream()
                            .filter(each -> arm.equals(new VersionChoice.Exact(each.version())))
                            .findFirst();
            switch (stage(status)) {
                case THERE -> seen.add(arm);
                case COMING -> {}
                case GONE -> {
                    if (seen.contains(arm) || waited.compareTo(COMING_MAX) > 0) {
                        gone.put(arm, "cannot answer any more: " + why(status));
                    }
                }
            }
        }
        return gone;
    }

    boolean seen(VersionChoice arm) {
        return seen.contains(arm);
    }

    private enum Stage {
        THERE,
        COMING,
        GONE
    }

    private static Stage stage(Optional<VersionStatus> status) {
        if (status.isEmpty()) {
            return Stage.GONE;
        }
        return switch (status.get().state()) {
            case AVAILABLE -> Stage.THERE;
            case NEW, LOADING, WARMING -> Stage.COMING;
            case DRAINING, UNLOADED, FAILED -> Stage.GONE;
        };
    }

    private static String why(Optional<VersionStatus> status) {
        return status.map(each ->
                        each.reason().isEmpty()
                                ? "it is " + each.state()
                                : "it is %s (%s)".formatted(each.state(), each.reason()))
                .orElse("the model does not have it");
    }
}
