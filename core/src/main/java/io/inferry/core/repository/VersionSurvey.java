package io.inferry.core.repository;

import io.inferry.core.repository.VersionListing.Contents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Looks at the files of versions and says which have stopped changing. */
final class VersionSurvey {
    private final Surveyor surveyor;
    private final Settling settling;

    VersionSurvey(Surveyor surveyor, Settling settling) {
        this.surveyor = surveyor;
        this.settling = settling;
    }

    /**
     * All versions, by ascending number.
     *
     * @param ignored files that belong to the repository and not to a version
     */
    List<VersionListing> of(Numbering numbering, Predicate<Path> ignored, Instant now) {
        List<VersionListing> versions = new ArrayList<>();
        numbering
                .versions()
                .forEach((version, artifact) ->
                        versions.add(
                                new VersionListing(
                                        version, artifact, contents(artifact, ignored, now))));
        return versions;
    }

    private Contents contents(Path artifact, Predicate<Path> ignored, Instant now) {
        try {
            return settling.see(artifact, surveyor.survey(artifact, ignored), now);
        } catch (IOException e) {
            return settling.seeUnreadable(artifact, Trouble.text(artifact, e));
        }
    }
}
