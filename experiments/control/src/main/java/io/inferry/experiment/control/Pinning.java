package io.inferry.experiment.control;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.management.Management;
import io.inferry.api.management.ModelStatus;
import io.inferry.api.management.VersionState;
import io.inferry.api.management.VersionStatus;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.settings.Nearest;
import io.inferry.api.traffic.Share;
import io.inferry.experiment.control.definition.Definition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Holds a definition against the versions that there are. Labels are read once, here: an experiment
 * keeps to the versions it began with, wherever labels move.
 */
final class Pinning {
    private Pinning() {}

    /**
     * The definition over exact versions.
     *
     * @throws ServingException NOT_FOUND for a model or label that there is not,
     *     FAILED_PRECONDITION for a version that is not available, INVALID_ARGUMENT when two arms
     *     are one version
     */
    static Definition pin(Definition definition, Management management) {
        ModelStatus model =
                management
                        .model(definition.model())
                        .orElseThrow(() -> noModel(definition, management));
        Map<VersionChoice, VersionChoice> pinned = new HashMap<>();
        Map<VersionChoice, VersionChoice> arms = new HashMap<>();
        List<String> missing = new ArrayList<>();
        for (VersionChoice arm : definition.arms()) {
            Optional<Long> version = version(arm, model);
            Optional<VersionStatus> status =
                    model.versions().stream()
                            .filter(each -> Optional.of(each.version()).equals(version))
                            .filter(each -> each.state() == VersionState.AVAILABLE)
                            .findFirst();
            if (version.isEmpty() || status.isEmpty()) {
                missing.add(Share.named(arm));
                continue;
            }
            VersionChoice exact = new VersionChoice.Exact(version.get());
            VersionChoice other = arms.put(exact, arm);
            if (other != null) {
                throw ServingException.invalidArgument(
                        "experiment '%s' compares %s with %s, but both are %s of model %s"
                                .formatted(
                                        definition.name(),
                                        Share.named(other),
                                        Share.named(arm),
                                        Share.named(exact),
                                        model.name()));
            }
            pinned.put(arm, exact);
        }
        if (!missing.isEmpty()) {
            throw notThere(definition, model, missing);
        }
        return definition.over(arm -> pinned.getOrDefault(arm, arm));
    }

    private static Optional<Long> version(VersionChoice arm, ModelStatus model) {
        return switch (arm) {
            case VersionChoice.Exact exact -> Optional.of(exact.version());
            case VersionChoice.Label label ->
                    Optional.ofNullable(model.labels().get(label.label()));
            case VersionChoice.Latest latest -> Optional.empty();
        };
    }

    private static ServingException noModel(Definition definition, Management management) {
        List<String> names = management.models().stream().map(ModelStatus::name).toList();
        return ServingException.notFound(
                "there is no model '%s' for experiment '%s'%s"
                        .formatted(
                                definition.model(),
                                definition.name(),
                                Nearest.to(definition.model(), names)
                                        .map(near -> "; did you mean '" + near + "'?")
                                        .orElse("")));
    }

    private static ServingException notThere(
            Definition definition, ModelStatus model, List<String> missing) {
        String there =
                model.versions().stream()
                        .map(each -> "version %d %s".formatted(each.version(), each.state()))
                        .collect(Collectors.joining(", "));
        String labels =
                model.labels().entrySet().stream()
                        .map(each -> ", label %s on %d".formatted(each.getKey(), each.getValue()))
                        .sorted()
                        .collect(Collectors.joining());
        return ServingException.of(
                ErrorCode.FAILED_PRECONDITION,
                ("experiment '%s' needs %s of model %s to be available; it has %s%s. To keep several"
                                + " versions loaded, write in model.yaml 'versions: {latest: 2}',"
                                + " 'versions: [1, 2]' or 'versions: all'")
                        .formatted(
                                definition.name(),
                                String.join(" and ", missing),
                                model.name(),
                                there.isEmpty() ? "no version" : there,
                                labels));
    }
}
