package io.inferry.protocol.tfserving.config;

import io.inferry.api.ServingException;
import io.inferry.api.management.Management;
import io.inferry.api.management.ModelDeclaration;
import io.inferry.api.peer.PeerStart;
import io.inferry.protocol.tfserving.flags.Flag;
import io.inferry.protocol.tfserving.flags.FlagParser;
import io.inferry.protocol.tfserving.flags.ServerFlags;
import io.inferry.protocol.tfserving.flags.Usage;
import io.inferry.protocol.tfserving.proto.ModelConfig;
import io.inferry.protocol.tfserving.proto.ModelConfigList;
import io.inferry.protocol.tfserving.proto.ModelServerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What arguments of {@code tensorflow_model_server} ask for. */
public final class ModelServerStart {
    private static final String PROGRAM = "tensorflow_model_server";

    private final ServerFlags flags;

    private ModelServerStart(ServerFlags flags) {
        this.flags = flags;
    }

    /** Reads the arguments and every file that they name. */
    public static PeerStart read(List<String> arguments) {
        FlagParser.Reading reading = FlagParser.read(arguments);
        if (!reading.mistakes().isEmpty() || reading.isHelp()) {
            String err =
                    String.join("", reading.mistakes().stream().map(line -> line + "\n").toList());
            return Ending.usage(Usage.text(PROGRAM), err);
        }
        if (reading.flags().isOn(Flag.VERSION)) {
            return Ending.version();
        }
        List<String> notices = new ArrayList<>();
        reading.unknown()
                .ifPresent(unknown ->
                        notices.add("unknown argument: " + unknown + "\n" + Usage.text(PROGRAM)));
        try {
            return new ModelServerStart(reading.flags()).run(notices);
        } catch (ServingException refused) {
            return Ending.failed(refused);
        }
    }

    private PeerStart.Run run(List<String> notices) {
        ServerSettings settings = new ServerSettings(flags);
        if (settings.isRestSkipped()) {
            notices.add(
                    "ERROR: server_options.http_port cannot be same as grpc_port. Please use a"
                            + " different port for HTTP/REST API. Skipped exporting HTTP/REST API.");
        }
        Map<String, ModelDeclaration> models = new ModelConfigs(flags).declarations(config());
        refuseEarlyLabels(models);
        String file = flags.text(Flag.INFERRY_CONFIG);
        return new PeerStart.Run(
                new PeerStart.Configuration(
                        settings.standards(),
                        file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file)),
                        settings.given()),
                models,
                new FirstModels(models.keySet(), flags.isStrict()),
                refresh(),
                notices);
    }

    private ModelServerConfig config() {
        String file = flags.text(Flag.MODEL_CONFIG_FILE);
        if (!file.isEmpty()) {
            return config(file);
        }
        if (flags.text(Flag.MODEL_BASE_PATH).isEmpty()) {
            throw ServingException.invalidArgument(
                    "Both server_options.model_base_path and server_options.model_config_file are"
                            + " empty!");
        }
        ModelConfig single =
                ModelConfig.newBuilder()
                        .setName(flags.text(Flag.MODEL_NAME))
                        .setBasePath(flags.text(Flag.MODEL_BASE_PATH))
                        .setModelPlatform(SessionBundles.TENSORFLOW)
                        .build();
        return ModelServerConfig.newBuilder()
                .setModelConfigList(ModelConfigList.newBuilder().addConfig(single))
                .build();
    }

    private static ModelServerConfig config(String file) {
        ModelServerConfig.Builder config = ModelServerConfig.newBuilder();
        TextFile.read(file, config);
        return config.build();
    }

    /** Upstream has nothing loaded yet when it looks where labels of the first file point. */
    private void refuseEarlyLabels(Map<String, ModelDeclaration> models) {
        if (!flags.isStrict() || flags.isOn(Flag.ALLOW_VERSION_LABELS_FOR_UNAVAILABLE_MODELS)) {
            return;
        }
        models.forEach((name, model) ->
                model.settings()
                        .labels()
                        .values()
                        .forEach(version -> {
                            throw Labels.refusal(name, version);
                        }));
    }

    private Optional<PeerStart.Refresh> refresh() {
        String file = flags.text(Flag.MODEL_CONFIG_FILE);
        long seconds = flags.number(Flag.MODEL_CONFIG_FILE_POLL_WAIT_SECONDS);
        if (file.isEmpty() || seconds <= 0) {
            return Optional.empty();
        }
        return Optional.of(
                new PeerStart.Refresh(
                        Duration.ofSeconds(seconds), management -> reload(file, management)));
    }

    /** A file that is wrong is only reported. */
    private void reload(String file, Management management) {
        try {
            new ModelServerReload(flags, management).applyChange(config(file));
        } catch (ServingException refused) {
            String why = refused.getCause() == null ? "" : "; " + refused.getCause().getMessage();
            throw ServingException.of(
                    refused.code(),
                    "PollFilesystemAndReloadConfig failed to ReloadConfig: "
                            + refused.text()
                            + why);
        }
    }
}
