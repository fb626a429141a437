package io.inferry.core.lifecycle;

import io.inferry.api.management.ModelStatus;
import io.inferry.api.management.VersionStatus;
import io.inferry.core.catalog.CatalogModel;
import io.inferry.core.catalog.Servable;
import io.inferry.core.repository.ModelListing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What is told of a model: to callers as catalog entries, to operators as status and reasons. */
final class ModelReport {
    private final ModelLife model;

    ModelReport(ModelLife model) {
        this.model = model;
    }

    CatalogModel entry() {
        NavigableMap<Long, Servable> versions = new TreeMap<>();
        NavigableMap<Long, Servable> wanted = new TreeMap<>();
        model.versions()
                .forEach((number, version) ->
                        version.serving()
                                .ifPresent(loaded -> {
                                    versions.put(number, loaded.servable());
                                    if (version.isWanted()) {
                                        wanted.put(number, loaded.servable());
                                    }
                                }));
        Map<String, Servable> labels = new HashMap<>();
        model.labels()
                .effective()
                .forEach((label, number) ->
                        Optional.ofNullable(versions.get(number))
                                .ifPresent(servable -> labels.put(label, servable)));
        return new CatalogModel(
                status(),
                newest(wanted).or(() -> newest(versions)),
                versions,
                labels,
                model.labels().pending(),
                model.traffic());
    }

    /** Something that is wanted answers before something newer that is not, as after a rollback. */
    private static Optional<Servable> newest(NavigableMap<Long, Servable> versions) {
        return Optional.ofNullable(versions.lastEntry()).map(Map.Entry::getValue);
    }

    private ModelStatus status() {
        List<VersionStatus> versions =
                model.versions().values().stream()
                        .map(VersionLife::status)
                        .sorted(Comparator.comparingLong(VersionStatus::version).reversed())
                        .toList();
        return new ModelStatus(model.name(), versions, model.labels().effective(), notes());
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        model.listing()
                .ifPresent(listing -> {
                    switch (listing) {
                        case ModelListing.Listed listed -> notes.addAll(listed.notes());
                        case ModelListing.Unclear unclear -> notes.add(unclear.reason());
                    }
                });
        model.labels()
                .pending()
                .forEach((label, number) ->
                        notes.add("label %s waits for version %d".formatted(label, number)));
        model.versions().values().forEach(version -> remark(version).ifPresent(notes::add));
        return notes;
    }

    /** What the version learned about itself while it ran. */
    private static Optional<String> remark(VersionLife version) {
        return version.serving()
                .flatMap(loaded -> loaded.servable().execution().remark())
                .map(remark -> version.id() + ": " + remark);
    }

    /** Why the model keeps the server from being ready; empty when it does not. */
    Optional<String> obstacle() {
        boolean expected = model.isListed() && model.orders().unloaded().isEmpty();
        if (!expected || !model.answering().isEmpty()) {
            return Optional.empty();
        }
        Optional<VersionLife> newest =
                Optional.ofNullable(model.versions().lastEntry()).map(Map.Entry::getValue);
        String why =
                newest.map(version ->
                                version.id() + " is " + version.state() + ": " + version.reason())
                        .orElseGet(() -> String.join("; ", notes()));
        return Optional.of("model " + model.name() + " has no available version: " + why);
    }
}
