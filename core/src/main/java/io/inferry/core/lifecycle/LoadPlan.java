package io.inferry.core.lifecycle;

import io.inferry.api.settings.ModelSettings;
import io.inferry.core.repository.Fingerprint;
import io.inferry.core.repository.SettingsReading;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that one load depends on; a version whose plan differs from the one it was loaded by
 * is loaded again. Labels and the choice of versions are left out: they need no load.
 *
 * @param problem why the settings cannot be used, which fails the load
 */
record LoadPlan(
        Path artifact, Fingerprint fingerprint, ModelSettings settings, Optional<String> problem) {
    static LoadPlan of(Path artifact, Fingerprint fingerprint, SettingsReading reading) {
        ModelSettings all = reading.settings();
        ModelSettings relevant =
                new ModelSettings(
                        all.engine(),
                        ModelSettings.STANDARD.versions(),
                        Map.of(),
                        all.batching(),
                        all.instances(),
                        all.warmup(),
                        all.limits(),
                        all.engineOptions());
        return new LoadPlan(artifact, fingerprint, relevant, reading.problem());
    }
}
