package io.inferry.core.catalog;

import io.inferry.api.ServingException;
import io.inferry.api.management.ModelStatus;
import io.inferry.api.management.Readiness;
import io.inferry.api.management.VersionStatus;
import io.inferry.api.model.ModelRef;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.TrafficPlan;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is servable now. Immutable; "latest" and labels are entries like any version, so that a
 * reader never sees one of them point to a version that is not there.
 */
public final class Catalog {
    /** The catalog before the first look at the repository. */
    public static final Catalog EMPTY =
            new Catalog(
                    Map.of(), new Readiness(List.of("the repository was not looked at yet")), 0);

    private final Map<String, CatalogModel> models;
    private final Readiness readiness;
    private final long modelBytes;

    /**
     * @param models by name
     * @param modelBytes native bytes of all loaded versions, those that are leaving included
     */
    public Catalog(Map<String, CatalogModel> models, Readiness readiness, long modelBytes) {
        this.models = Map.copyOf(models);
        this.readiness = readiness;
        this.modelBytes = modelBytes;
    }

    /**
     * The version that a reference means.
     *
     * @throws ServingException NOT_FOUND for an unknown model or version, INVALID_ARGUMENT for an
     *     unknown label, UNAVAILABLE for a version that is known but not ready
     */
    public Servable find(ModelRef ref) {
        CatalogModel model = models.get(ref.name());
        if (model == null) {
            throw notFound(ref);
        }
        Servable servable = entry(model, ref.version());
        if (servable != null) {
            return servable;
        }
        throw missing(model, ref);
    }

    /** Whether a reference means a version that answers now. */
    public boolean has(ModelRef ref) {
        CatalogModel model = models.get(ref.name());
        return model != null && entry(model, ref.version()) != null;
    }

    /** How the settings of a model divide its traffic. */
    public Optional<TrafficPlan> traffic(String name) {
        return Optional.ofNullable(models.get(name)).flatMap(CatalogModel::traffic);
    }

    /** Every model that is or was wanted, by name. */
    public List<ModelStatus> statuses() {
        return models.values().stream()
                .map(CatalogModel::status)
                .sorted(Comparator.comparing(ModelStatus::name))
                .toList();
    }

    /** One model that is or was wanted. */
    public Optional<ModelStatus> status(String name) {
        return Optional.ofNullable(models.get(name)).map(CatalogModel::status);
    }

    /** Everything that can be asked for by number. */
    public Stream<Servable> servables() {
        return models.values().stream().flatMap(model -> model.versions().values().stream());
    }

    /** Whether traffic should come. */
    public Readiness readiness() {
        return readiness;
    }

    /** Native bytes of all loaded versions, those that are leaving included. */
    public long modelBytes() {
        return modelBytes;
    }

    private static @Nullable Servable entry(CatalogModel model, VersionChoice choice) {
        return switch (choice) {
            case VersionChoice.Latest latest -> model.latest().orElse(null);
            case VersionChoice.Exact exact -> model.versions().get(exact.version());
            case VersionChoice.Label label -> model.labels().get(label.label());
        };
    }

    private static ServingException missing(CatalogModel model, ModelRef ref) {
        return switch (ref.version()) {
            case VersionChoice.Latest latest ->
                    newestComing(model).map(Catalog::notReady).orElseGet(() -> notFound(ref));
            case VersionChoice.Exact exact ->
                    coming(model, exact.version())
                            .map(Catalog::notReady)
                            .orElseGet(() -> notFound(ref));
            case VersionChoice.Label label -> missingLabel(model, label.label());
        };
    }

    private static ServingException missingLabel(CatalogModel model, String label) {
        Long version = model.pendingLabels().get(label);
        if (version == null) {
            return ServingException.invalidArgument(
                    "Unrecognized servable version label: " + label);
        }
        String stands =
                coming(model, version)
                        .map(coming -> coming.state() + ": " + coming.reason())
                        .orElse("not loaded");
        return ServingException.unavailable(
                "label %s of model %s points to version %d, which is %s"
                        .formatted(label, model.status().name(), version, stands));
    }

    private record Coming(String name, VersionStatus version) {
        String state() {
            return version.state().name();
        }

        String reason() {
            return version.reason();
        }
    }

    private static Optional<Coming> newestComing(CatalogModel model) {
        return comings(model).findFirst();
    }

    private static Optional<Coming> coming(CatalogModel model, long version) {
        return comings(model).filter(coming -> coming.version().version() == version).findFirst();
    }

    private static Stream<Coming> comings(CatalogModel model) {
        return model.status().versions().stream()
                .filter(Catalog::mayCome)
                .map(version -> new Coming(model.status().name(), version));
    }

    /** A version that was unloaded is gone for callers; any other may answer them in a while. */
    private static boolean mayCome(VersionStatus version) {
        return switch (version.state()) {
            case NEW, LOADING, WARMING, AVAILABLE, DRAINING, FAILED -> true;
            case UNLOADED -> false;
        };
    }

    private static ServingException notReady(Coming coming) {
        return ServingException.unavailable(
                "model %s is not ready: version %d is %s: %s"
                        .formatted(
                                coming.name(),
                                coming.version().version(),
                                coming.state(),
                                coming.reason()));
    }

    private static ServingException notFound(ModelRef ref) {
        String wanted =
                switch (ref.version()) {
                    case VersionChoice.Latest latest -> "Latest(" + ref.name() + ")";
                    case VersionChoice.Exact exact ->
                            "Specific(" + ref.name() + ", " + exact.version() + ")";
                    case VersionChoice.Label label -> "Latest(" + ref.name() + ")";
                };
        return ServingException.notFound("Servable not found for request: " + wanted);
    }
}
