package io.inferry.api.management;

import io.inferry.api.settings.ModelSettings;
import io.inferry.api.settings.VersionSettings;
import java.nio.file.Path;

/**
 * One model that is served because somebody said so, not because it lies in a watched directory.
 *
 * @param basePath the directory whose children are versions, by TensorFlow Serving's rule: every
 *     name that is a 64-bit number. It may come to exist later
 * @param settings of the model; a model.yaml in the directory is not read
 * @param versions what single versions have of their own
 */
public record ModelDeclaration(Path basePath, ModelSettings settings, VersionSettings versions) {
    /** Every version with the model's settings. */
    public ModelDeclaration(Path basePath, ModelSettings settings) {
        this(basePath, settings, VersionSettings.SAME);
    }
}
