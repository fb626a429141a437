package io.inferry.protocol.tfserving.config;

import com.google.protobuf.Any;
import com.google.protobuf.Int32Value;
import com.google.protobuf.InvalidProtocolBufferException;
import io.inferry.api.ServingException;
import io.inferry.protocol.tfserving.flags.Flag;
import io.inferry.protocol.tfserving.flags.ServerFlags;
import io.inferry.protocol.tfserving.proto.ConfigProto;
import io.inferry.protocol.tfserving.proto.PlatformConfig;
import io.inferry.protocol.tfserving.proto.PlatformConfigMap;
import io.inferry.protocol.tfserving.proto.SavedModelBundleSourceAdapterConfig;
import io.inferry.protocol.tfserving.proto.SessionBundleConfig;
import java.util.Arrays;

/** How SavedModels run: upstream's message, from its file or made of flags as upstream makes it. */
final class SessionBundles {
    /** The only platform of the stock server. */
    static final String TENSORFLOW = "tensorflow";

    private SessionBundles() {}

    static SessionBundleConfig of(ServerFlags flags) {
        String file = flags.text(Flag.PLATFORM_CONFIG_FILE);
        return file.isEmpty() ? ofFlags(flags) : ofFile(file);
    }

    private static SessionBundleConfig ofFile(String file) {
        PlatformConfigMap.Builder map = PlatformConfigMap.newBuilder();
        TextFile.readPart(file, map);
        PlatformConfig platform =
                map.getPlatformConfigsOrDefault(TENSORFLOW, PlatformConfig.getDefaultInstance());
        Any adapter = platform.getSourceAdapterConfig();
        try {
            return adapter.unpack(SavedModelBundleSourceAdapterConfig.class).getLegacyConfig();
        } catch (InvalidProtocolBufferException e) {
            throw ServingException.invalidArgument(
                    "%s has no SavedModelBundleSourceAdapterConfig for platform %s"
                            .formatted(file, TENSORFLOW));
        }
    }

    private static SessionBundleConfig ofFlags(ServerFlags flags) {
        SessionBundleConfig.Builder bundle =
                SessionBundleConfig.newBuilder()
                        .setSessionConfig(session(flags))
                        .addAllSavedModelTags(
                                Arrays.asList(flags.text(Flag.SAVED_MODEL_TAGS).split(",")))
                        .setEnableModelWarmup(flags.isOn(Flag.ENABLE_MODEL_WARMUP))
                        .setPreferTfliteModel(flags.isOn(Flag.PREFER_TFLITE_MODEL))
                        .setEnablePerModelBatchingParams(
                                flags.isOn(Flag.ENABLE_PER_MODEL_BATCHING_PARAMETERS))
                        .setMixedPrecision(flags.text(Flag.MIXED_PRECISION));
        addBatching(flags, bundle);
        long iterations = flags.number(Flag.NUM_REQUEST_ITERATIONS_FOR_WARMUP);
        if (iterations > 0) {
            bundle.getModelWarmupOptionsBuilder()
                    .setNumRequestIterations(Int32Value.of((int) iterations));
        }
        return bundle.build();
    }

    private static void addBatching(ServerFlags flags, SessionBundleConfig.Builder bundle) {
        String file = flags.text(Flag.BATCHING_PARAMETERS_FILE);
        if (!flags.isOn(Flag.ENABLE_BATCHING)) {
            if (!file.isEmpty()) {
                throw ServingException.invalidArgument(
                        "server_options.batching_parameters_file is set without setting"
                                + " server_options.enable_batching to true.");
            }
            return;
        }
        // Its presence is what turns batching on.
        var parameters = bundle.getBatchingParametersBuilder();
        if (!file.isEmpty()) {
            TextFile.read(file, parameters);
        }
    }

    private static ConfigProto session(ServerFlags flags) {
        long both = flags.number(Flag.TENSORFLOW_SESSION_PARALLELISM);
        long intra = flags.number(Flag.TENSORFLOW_INTRA_OP_PARALLELISM);
        long inter = flags.number(Flag.TENSORFLOW_INTER_OP_PARALLELISM);
        if (both > 0 && intra > 0 && inter > 0) {
            throw ServingException.invalidArgument(
                    "Either configure server_options.tensorflow_session_parallelism or"
                            + " (server_options.tensorflow_intra_op_parallelism,"
                            + " server_options.tensorflow_inter_op_parallelism) separately."
                            + " You cannot configure all.");
        }
        boolean apart = intra > 0 || inter > 0;
        ConfigProto.Builder session =
                ConfigProto.newBuilder()
                        .setIntraOpParallelismThreads((int) (apart ? intra : both))
                        .setInterOpParallelismThreads((int) (apart ? inter : both));
        session.getGpuOptionsBuilder()
                .setPerProcessGpuMemoryFraction(
                        flags.decimal(Flag.PER_PROCESS_GPU_MEMORY_FRACTION));
        return session.build();
    }
}
