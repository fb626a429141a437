package io.inferry.protocol.tfserving.config;

import io.inferry.api.ServingException;
import io.inferry.api.engine.Engine;
import io.inferry.protocol.tfserving.proto.ModelConfig;
import io.inferry.protocol.tfserving.proto.ModelType;
import java.util.HashSet;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/** What model_platform may say: tensorflow, and unless upstream's limits hold any engine's name. */
final class Platforms {
    /** Engines that may be there as plug-ins. */
    private static final Set<String> PLUG_INS =
            Set.of("tflite", "torch", "trees", "pmml", "python");

    private final Set<String> engines;

    private Platforms(Set<String> engines) {
        this.engines = Set.copyOf(engines);
    }

    /** As the stock server. */
    static Platforms ofUpstream() {
        return new Platforms(Set.of());
    }

    /** With the engines of the class path and of plug-ins. */
    static Platforms ofEngines() {
        Set<String> names = new HashSet<>(PLUG_INS);
        ServiceLoader.load(Engine.class).forEach(engine -> names.add(engine.name()));
        return new Platforms(names);
    }

    /**
     * The engine that a model asks for; empty for whichever takes its files.
     *
     * @throws ServingException INVALID_ARGUMENT when there is no such platform
     */
    Optional<String> engine(ModelConfig model) {
        String platform = platform(model);
        if (platform.equals(SessionBundles.TENSORFLOW)) {
            return Optional.empty();
        }
        if (engines.contains(platform)) {
            return Optional.of(platform);
        }
        throw ServingException.invalidArgument(
                "Model %s requests unsupported platform %s".formatted(model.getName(), platform));
    }

    private static String platform(ModelConfig model) {
        boolean typed = model.getModelType() != ModelType.MODEL_TYPE_UNSPECIFIED;
        if (typed && !model.getModelPlatform().isEmpty()) {
            throw ServingException.invalidArgument(
                    "Illegal setting both ModelServerConfig::model_type (deprecated) and"
                            + " ModelServerConfig::model_platform.");
        }
        if (typed && model.getModelType() != ModelType.TENSORFLOW) {
            throw ServingException.invalidArgument(
                    "ModelServerConfig::model_type choice %d not supported."
                            .formatted(model.getModelTypeValue()));
        }
        if (!typed && model.getModelPlatform().isEmpty()) {
            throw ServingException.invalidArgument(
                    "Illegal setting neither ModelServerConfig::model_type (deprecated) nor"
                            + " ModelServerConfig::model_platform.");
        }
        return typed ? SessionBundles.TENSORFLOW : model.getModelPlatform();
    }
}
