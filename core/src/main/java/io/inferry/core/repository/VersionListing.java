package io.inferry.core.repository;

import java.nio.file.Path;

/**
 * One version on disk.
 *
 * @param artifact a file, or the directory of the version
 */
public record VersionListing(long version, Path artifact, Contents contents) {
    /** Whether the files are all there. */
    public sealed interface Contents {
        /** They stopped changing, or the marker says so; this is what they were like then. */
        record Settled(Fingerprint fingerprint) implements Contents {}

        /** Not to be loaded yet, and why. */
        record Unsettled(String reason, boolean changing) implements Contents {}
    }
}
