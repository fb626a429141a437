package io.inferry.protocol.tfserving.config;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.management.ModelDeclaration;
import io.inferry.api.model.RequestLogSettings;
import io.inferry.api.settings.ModelSettings;
import io.inferry.api.settings.VersionSelection;
import io.inferry.protocol.tfserving.flags.ServerFlags;
import io.inferry.protocol.tfserving.proto.FileSystemStoragePathSourceConfig.ServableVersionPolicy;
import io.inferry.protocol.tfserving.proto.LoggingConfig;
import io.inferry.protocol.tfserving.proto.ModelConfig;
import io.inferry.protocol.tfserving.proto.ModelServerConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Models as a ModelServerConfig lists them, in our words. */
final class ModelConfigs {
    private final ModelTemplate template;
    private final boolean strict;

    ModelConfigs(ServerFlags flags) {
        this.template = ModelTemplate.of(flags);
        this.strict = flags.isStrict();
    }

    /**
     * The models by name.
     *
     * @throws ServingException INVALID_ARGUMENT in upstream's words for what it refuses
     */
    Map<String, ModelDeclaration> declarations(ModelServerConfig config) {
        if (config.hasCustomModelConfig()) {
            throw ServingException.invalidArgument(
                    "ModelServer does not yet support custom model config.");
        }
        Platforms platforms = strict ? Platforms.ofUpstream() : Platforms.ofEngines();
        Map<String, ModelDeclaration> models = new LinkedHashMap<>();
        for (ModelConfig model : config.getModelConfigList().getConfigList()) {
            if (models.put(model.getName(), declaration(model, platforms)) != null) {
                throw ServingException.invalidArgument(
                        "Illegal to list model %s multiple times in config list"
                                .formatted(model.getName()));
            }
        }
        return models;
    }

    private ModelDeclaration declaration(ModelConfig model, Platforms platforms) {
        Path directory = directory(model);
        ModelSettings all = template.settings();
        ModelSettings settings =
                new ModelSettings(
                        platforms.engine(model),
                        versions(model),
                        model.getVersionLabelsMap(),
                        all.batching(),
                        all.instances(),
                        all.warmup(),
                        all.limits(),
                        all.engineOptions(),
                        requestLog(model));
        return new ModelDeclaration(directory, settings, template.versions());
    }

    private static Path directory(ModelConfig model) {
        String text = model.getBasePath();
        if (text.startsWith("/")) {
            return Path.of(text);
        }
        int scheme = text.indexOf("://");
        if (scheme < 1) {
            throw ServingException.invalidArgument(
                    "Expected model %s to have an absolute path or URI; got base_path()=%s"
                            .formatted(model.getName(), text));
        }
        if (!text.startsWith("file://")) {
            throw ServingException.unimplemented(
                    "File system scheme '%s' not implemented (model %s: '%s'); only local directories are served"
                            .formatted(text.substring(0, scheme), model.getName(), text));
        }
        return Path.of(URI.create(text).getPath());
    }

    private static VersionSelection versions(ModelConfig model) {
        ServableVersionPolicy policy = model.getModelVersionPolicy();
        return switch (policy.getPolicyChoiceCase()) {
            case ALL -> new VersionSelection.All();
            case SPECIFIC -> specific(new LinkedHashSet<>(policy.getSpecific().getVersionsList()));
            case LATEST ->
                    new VersionSelection.Latest(Math.max(1, policy.getLatest().getNumVersions()));
            case POLICYCHOICE_NOT_SET -> new VersionSelection.Latest(1);
        };
    }

    private static VersionSelection specific(Set<Long> versions) {
        if (versions.isEmpty()) {
            throw ServingException.invalidArgument(
                    "model_version_policy specific must name at least one version");
        }
        return new VersionSelection.Specific(versions);
    }

    private Optional<RequestLogSettings> requestLog(ModelConfig model) {
        if (!model.hasLoggingConfig()) {
            return Optional.empty();
        }
        if (strict) {
            throw ServingException.of(ErrorCode.INTERNAL, "No request-logger-creator provided.");
        }
        LoggingConfig logging = model.getLoggingConfig();
        try {
            return Optional.of(
                    new RequestLogSettings(
                            logging.getLogCollectorConfig().getFilenamePrefix(),
                            logging.getSamplingConfig().getSamplingRate()));
        } catch (IllegalArgumentException e) {
            throw ServingException.invalidArgument(
                    "logging_config of model %s: %s".formatted(model.getName(), e.getMessage()));
        }
    }
}
