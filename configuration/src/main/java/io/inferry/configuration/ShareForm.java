package io.inferry.configuration;

import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.Share;
import io.inferry.api.traffic.TrafficSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Targets and their weights: {@code [{version: 1, weight: 90}, {label: canary, weight: 10}]}. */
final class ShareForm {
    private static final double ALL = 100;

    private ShareForm() {}

    /** A list of targets, or the only one without a list. */
    static Optional<TrafficSplit> split(Place route) {
        int before = route.problems().count();
        List<Place> items = route.items();
        var shares = new ArrayList<Share>();
        for (Place item : items) {
            share(item, items.size()).ifPresent(shares::add);
        }
        return route.problems().count() > before
                ? Optional.empty()
                : route.build(() -> new TrafficSplit(shares));
    }

    private static Optional<Share> share(Place place, int siblings) {
        Map<String, Place> keys = place.section(List.of("version", "label", "weight"));
        if (!(place.node() instanceof Node.Mapping)) {
            return Optional.empty();
        }
        Optional<Place> written = Optional.ofNullable(keys.get("weight"));
        Optional<Double> weight =
                written.isEmpty() && siblings == 1
                        ? Optional.of(ALL)
                        : written.flatMap(text -> text.read(Decimals.KIND));
        if (written.isEmpty() && siblings > 1) {
            place.problem("needs weight, since it is not alone");
        }
        return target(place, keys)
                .flatMap(target ->
                        weight.flatMap(part -> place.build(() -> new Share(target, part))));
    }

    /** The version or label that a section names. */
    static Optional<VersionChoice> target(Place place, Map<String, Place> keys) {
        Place version = keys.get("version");
        Place label = keys.get("label");
        if (version != null && label == null) {
            return version.read(new VersionText());
        }
        if (label != null && version == null) {
            return label.read(Texts.WORD).map(VersionChoice.Label::new);
        }
        if (place.node() instanceof Node.Mapping) {
            place.problem("needs version or label" + (label == null ? "" : ", not both"));
        }
        return Optional.empty();
    }

    /** A number, or {@code latest}. */
    private record VersionText() implements Kind<VersionChoice> {
        private static final Kind<Long> NUMBER = new Numbers(0, Long.MAX_VALUE);
        private static final String LATEST = "latest";

        @Override
        public VersionChoice read(Node node) {
            if (node instanceof Node.Scalar scalar && scalar.text().equals(LATEST)) {
                return VersionChoice.LATEST;
            }
            return new VersionChoice.Exact(NUMBER.read(node));
        }

        @Override
        public String show(VersionChoice value) {
            return value instanceof VersionChoice.Exact exact
                    ? Long.toString(exact.version())
                    : LATEST;
        }

        @Override
        public String description() {
            return NUMBER.description() + ", or latest";
        }
    }
}
