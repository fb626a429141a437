package io.inferry.core.repository;

import io.inferry.api.settings.ModelSettings;
import java.util.Optional;

/**
 * What a model's settings file says.
 *
 * @param settings of the file, or the standard ones when there is none or it is broken
 * @param problem why the file cannot be used; no version is loaded by it
 */
public record SettingsReading(ModelSettings settings, Optional<String> problem) {
    /** There is no file. */
    public static final SettingsReading STANDARD =
            new SettingsReading(ModelSettings.STANDARD, Optional.empty());
}
