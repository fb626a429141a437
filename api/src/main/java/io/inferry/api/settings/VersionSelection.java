package io.inferry.api.settings;

import java.util.Set;

/** Which of the versions on disk should be served. */
public sealed interface VersionSelection {
    /** The newest {@code count} versions. */
    record Latest(int count) implements VersionSelection {
        public Latest {
            if (count < 1) {
                throw new IllegalArgumentException(
                        "versions.latest must be 1 or more, was " + count);
            }
        }
    }

    /** Every version. */
    record All() implements VersionSelection {}

    /** These versions, where they exist. */
    record Specific(Set<Long> versions) implements VersionSelection {
        public Specific {
            versions = Set.copyOf(versions);
            if (versions.isEmpty()) {
                throw new IllegalArgumentException(
                        "versions.specific must name at least one version");
            }
        }
    }
}
