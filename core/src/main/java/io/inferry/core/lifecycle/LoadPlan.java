package io.inferry.core.lifecycle;

import io.inferry.api.settings.ModelSettings;
import io.inferry.api.settings.VersionSettings;
import io.inferry.core.repository.Fingerprint;
import io.inferry.core.repository.SettingsReading;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that one load depends on; a version whose plan differs from the one it was loaded by
 * is loaded again. Labels, the choice of versions and how traffic is divided are left out: they
 * need no load.
 *
 * @param settings of the model
 * @param problem why the settings cannot be used, which fails the load
 * @param version what this version has of its own
 */
record LoadPlan(
        Path artifact,
        Fingerprint fingerprint,
        ModelSettings settings,
        Optional<String> problem,
        VersionSettings version) {
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
                        all.engineOptions(),
                        all.requestLog(),
                        Optional.empty(),
                        all.table());
        return new LoadPlan(artifact, fingerprint, relevant, reading.problem(), reading.versions());
    }
}
