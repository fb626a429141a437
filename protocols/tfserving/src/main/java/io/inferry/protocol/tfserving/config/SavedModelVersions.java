package io.inferry.protocol.tfserving.config;

import io.inferry.api.settings.ModelSettings;
import io.inferry.api.settings.VersionSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a version's files decide: its engine, since the flags about TensorFlow are options of that
 * engine alone, and its batching.
 *
 * @param options of the engine tensorflow
 * @param tflitePreferred whether model.tflite is loaded where there is one
 */
record SavedModelVersions(
        Map<String, String> options, boolean tflitePreferred, VersionBatching batching)
        implements VersionSettings {
    private static final String TFLITE = "tflite";
    private static final String TFLITE_FILE = "model.tflite";

    SavedModelVersions {
        options = Map.copyOf(options);
    }

    @Override
    public ModelSettings of(Path version, ModelSettings model) {
        ModelSettings batched = batching.of(version, model);
        if (model.engine().isPresent()) {
            return batched;
        }
        if (tflitePreferred && Files.exists(version.resolve(TFLITE_FILE))) {
            return run(batched, TFLITE, Map.of());
        }
        return isSavedModel(version) ? run(batched, SessionBundles.TENSORFLOW, options) : batched;
    }

    private static boolean isSavedModel(Path version) {
        return Files.exists(version.resolve("saved_model.pb"))
                || Files.exists(version.resolve("saved_model.pbtxt"));
    }

    private static ModelSettings run(
            ModelSettings model, String engine, Map<String, String> options) {
        return new ModelSettings(
                Optional.of(engine),
                model.versions(),
                model.labels(),
                model.batching(),
                model.instances(),
                model.warmup(),
                model.limits(),
                options,
                model.requestLog(),
                model.traffic(),
                model.table());
    }
}
