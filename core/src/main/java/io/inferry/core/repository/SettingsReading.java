package io.inferry.core.repository;

import io.inferry.api.settings.ModelSettings;
import io.inferry.api.settings.VersionSettings;
import java.util.Optional;

/**
 * What is set for a model: what its settings file says, or what was declared.
 *
 * @param settings of the file, or the standard ones when there is none or it is broken
 * @param problem why the file cannot be used; no version is loaded by it
 * @param versions what single versions have of their own
 */
public record SettingsReading(
        ModelSettings settings, Optional<String> problem, VersionSettings versions) {
    /** There is no file. */
    public static final SettingsReading STANDARD =
            new SettingsReading(ModelSettings.STANDARD, Optional.empty());

    SettingsReading(ModelSettings settings, Optional<String> problem) {
        this(settings, problem, VersionSettings.SAME);
    }
}
