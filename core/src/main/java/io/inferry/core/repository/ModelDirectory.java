package io.inferry.core.repository;

import io.inferry.core.repository.ModelListing.Unclear;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** One model's directory: what lies in it, and which of that are versions. */
final class ModelDirectory {
    private ModelDirectory() {}

    /** Lists what lies in a directory; a directory that cannot be read says nothing. */
    static ModelListing list(Path directory, Function<List<Path>, ModelListing> listing) {
        Children children;
        try {
            children = Children.of(directory);
        } catch (IOException e) {
            return new Unclear(Trouble.text(directory, e));
        }
        if (children.cut()) {
            return new Unclear(directory + " has more than " + Children.MAX + " entries");
        }
        return listing.apply(children.paths());
    }

    /** There is no version, which may be a mistake: it says so and what is loaded stays. */
    static Unclear withoutVersion(Path directory, String otherwise) {
        return new Unclear(
                "no version found in %s: versions are named by a number, such as %s%s"
                        .formatted(directory, directory.resolve("1"), otherwise));
    }
}
