package io.inferry.protocol.tfserving.config;

import io.inferry.api.settings.BatchSettings;
import io.inferry.api.settings.LimitSettings;
import io.inferry.api.settings.ModelSettings;
import io.inferry.protocol.tfserving.proto.BatchingParameters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whence a version has its batching. Compared by value. */
sealed interface VersionBatching {
    /** A file of a version's own parameters. */
    String FILE = "batching_params.pbtxt";

    /** As the model's settings say. */
    record AsModel() implements VersionBatching {
        @Override
        public ModelSettings of(Path version, ModelSettings model) {
            return model;
        }
    }

    /** One set of parameters for all. */
    record Shared(BatchingParameters parameters) implements VersionBatching {
        @Override
        public ModelSettings of(Path version, ModelSettings model) {
            return with(model, parameters, Batching.instances(parameters));
        }
    }

    /**
     * A version's own file, or no batching.
     *
     * @param shared only its threads count
     */
    record OfVersion(BatchingParameters shared) implements VersionBatching {
        @Override
        public ModelSettings of(Path version, ModelSettings model) {
            Path file = version.resolve(FILE);
            if (!Files.exists(file)) {
                return with(model, Batching.OFF, model.instances(), model.limits());
            }
            BatchingParameters.Builder own = BatchingParameters.newBuilder();
            TextFile.read(file.toString(), own);
            return with(model, own.build(), Batching.instances(shared));
        }
    }

    /**
     * The settings of a version.
     *
     * @throws io.inferry.api.ServingException when the parameters cannot be used
     */
    ModelSettings of(Path version, ModelSettings model);

    private static ModelSettings with(
            ModelSettings model, BatchingParameters parameters, int instances) {
        LimitSettings limits = model.limits();
        long requests = Math.max(limits.queueRequestsMax(), Batching.requestsMax(parameters));
        return with(
                model,
                Batching.settings(parameters),
                instances,
                new LimitSettings(
                        (int) Math.min(requests, 1 << 20),
                        limits.queueBytesMax(),
                        limits.timeout()));
    }

    private static ModelSettings with(
            ModelSettings model, BatchSettings batching, int instances, LimitSettings limits) {
        return new ModelSettings(
                model.engine(),
                model.versions(),
                model.labels(),
                batching,
                instances,
                model.warmup(),
                limits,
                model.engineOptions(),
                model.requestLog(),
                model.traffic(),
                model.table());
    }

    /** Which of these. */
    static VersionBatching of(Optional<BatchingParameters> shared, boolean ofVersions) {
        if (shared.isEmpty()) {
            return new AsModel();
        }
        return ofVersions ? new OfVersion(shared.get()) : new Shared(shared.get());
    }
}
