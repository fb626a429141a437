package io.inferry.configuration;

import io.inferry.api.settings.VersionSelection;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;

/** Which versions: {@code all}, {@code {latest: 2}} or {@code [1, 3]}. */
record Versions() implements Kind<VersionSelection> {
    private static final Kind<Integer> COUNT = Numbers.ints(1, 1_000);
    private static final Kind<List<Long>> NUMBERS = new Series<>(new Numbers(0, Long.MAX_VALUE));

    @Override
    public VersionSelection read(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> word(scalar);
            case Node.Listing listing -> specific(listing);
            case Node.Mapping mapping -> latest(mapping);
        };
    }

    private VersionSelection word(Node.Scalar scalar) {
        if (scalar.text().equals("all")) {
            return new VersionSelection.All();
        }
        throw new UnfitValueException(description(), scalar);
    }

    private VersionSelection specific(Node.Listing listing) {
        if (listing.items().isEmpty()) {
            throw new UnfitValueException(description(), listing);
        }
        return new VersionSelection.Specific(new HashSet<>(NUMBERS.read(listing)));
    }

    private VersionSelection latest(Node.Mapping mapping) {
        Node count = mapping.members().get("latest");
        if (count == null || mapping.members().size() != 1) {
            throw new UnfitValueException(description(), mapping);
        }
        return new VersionSelection.Latest(COUNT.read(count));
    }

    @Override
    public String show(VersionSelection value) {
        return switch (value) {
            case VersionSelection.All _ -> "all";
            case VersionSelection.Latest(int count) -> "{latest: " + count + "}";
            case VersionSelection.Specific(var versions) -> new TreeSet<>(versions).toString();
        };
    }

    @Override
    public String description() {
        return "all, {latest: N} or a list of versions";
    }
}
