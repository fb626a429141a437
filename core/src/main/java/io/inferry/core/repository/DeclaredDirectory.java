package io.inferry.core.repository;

import io.inferry.core.repository.ModelListing.Listed;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * The directory of one declared model. It has a first look of its own: files that are old when a
 * model is declared are taken as they are.
 */
final class DeclaredDirectory {
    private final Path path;
    private final VersionSurvey survey;
    private final Settling settling;

    DeclaredDirectory(Path path, RepositorySettings settings) {
        this.path = path;
        this.settling = new Settling(settings.settle());
        this.survey = new VersionSurvey(new Surveyor(settings), settling);
    }

    Path path() {
        return path;
    }

    ModelListing look(SettingsReading reading, Instant now) {
        return ModelDirectory.list(path, children -> listed(children, reading, now));
    }

    private ModelListing listed(List<Path> children, SettingsReading reading, Instant now) {
        Numbering numbering = Numbering.of(children);
        List<VersionListing> versions = survey.of(numbering, file -> false, now);
        settling.endLook();
        return versions.isEmpty()
                ? ModelDirectory.withoutVersion(path, "")
                : new Listed(versions, reading, numbering.notes());
    }
}
