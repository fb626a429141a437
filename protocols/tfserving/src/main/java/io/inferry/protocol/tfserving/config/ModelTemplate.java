package io.inferry.protocol.tfserving.config;

import io.inferry.api.settings.BatchSettings;
import io.inferry.api.settings.LimitSettings;
import io.inferry.api.settings.ModelSettings;
import io.inferry.api.settings.VersionSettings;
import io.inferry.api.settings.WarmupSettings;
import io.inferry.protocol.tfserving.flags.Flag;
import io.inferry.protocol.tfserving.flags.ServerFlags;
import io.inferry.protocol.tfserving.proto.BatchingParameters;
import io.inferry.protocol.tfserving.proto.SessionBundleConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What flags and the platform's file say of every model alike. */
record ModelTemplate(ModelSettings settings, VersionSettings versions) {
    /** A request may hold 2 GiB, and some may wait. */
    private static final long QUEUE_BYTES_MAX = 4L << 30;

    static ModelTemplate of(ServerFlags flags) {
        SessionBundleConfig bundle = SessionBundles.of(flags);
        Optional<BatchingParameters> batching =
                bundle.hasBatchingParameters()
                        ? Optional.of(bundle.getBatchingParameters())
                        : Optional.empty();
        ModelSettings settings =
                new ModelSettings(
                        Optional.empty(),
                        ModelSettings.STANDARD.versions(),
                        Map.of(),
                        isBatchedByUs(flags) ? BatchSettings.STANDARD : Batching.OFF,
                        Batching.processors(),
                        warmup(bundle, flags.isStrict()),
                        new LimitSettings(
                                LimitSettings.STANDARD.queueRequestsMax(),
                                QUEUE_BYTES_MAX,
                                Duration.ZERO),
                        Map.of(),
                        Optional.empty());
        return new ModelTemplate(
                settings,
                new SavedModelVersions(
                        options(flags, bundle),
                        bundle.getPreferTfliteModel(),
                        VersionBatching.of(batching, bundle.getEnablePerModelBatchingParams())));
    }

    /** Where nothing is said about batching, requests are joined by our own rules. */
    private static boolean isBatchedByUs(ServerFlags flags) {
        return !flags.isStrict()
                && !flags.isGiven(Flag.ENABLE_BATCHING)
                && flags.text(Flag.PLATFORM_CONFIG_FILE).isEmpty();
    }

    /** Upstream replays what was recorded; running zeros beside it is ours. */
    private static WarmupSettings warmup(SessionBundleConfig bundle, boolean strict) {
        boolean replayed = bundle.getEnableModelWarmup();
        int iterations = bundle.getModelWarmupOptions().getNumRequestIterations().getValue();
        return new WarmupSettings(
                replayed && !strict ? 1 : 0,
                List.of(1),
                Map.of(),
                false,
                new WarmupSettings.Recorded(
                        replayed,
                        Math.max(1, iterations),
                        WarmupSettings.Recorded.STANDARD.recordsMax()));
    }

    private static Map<String, String> options(ServerFlags flags, SessionBundleConfig bundle) {
        Map<String, String> options = new HashMap<>();
        var session = bundle.getSessionConfig();
        putPositive(options, "intra_op_threads", session.getIntraOpParallelismThreads());
        putPositive(options, "inter_op_threads", session.getInterOpParallelismThreads());
        double share = session.getGpuOptions().getPerProcessGpuMemoryFraction();
        if (share > 0) {
            options.put("gpu_memory_fraction", String.valueOf(share));
        }
        if (bundle.getSavedModelTagsCount() > 0) {
            options.put("tags", String.join(",", bundle.getSavedModelTagsList()));
        }
        if (!bundle.getMixedPrecision().isEmpty()) {
            options.put("mixed_precision", bundle.getMixedPrecision());
        }
        if (flags.isOn(Flag.XLA_CPU_COMPILATION_ENABLED)
                || flags.isOn(Flag.XLA_GPU_COMPILATION_ENABLED)) {
            options.put("xla", "true");
        }
        String file = flags.text(Flag.TENSORFLOW_SESSION_CONFIG_FILE);
        if (!file.isEmpty()) {
            options.put("session_config_file", file);
        }
        return options;
    }

    private static void putPositive(Map<String, String> options, String name, int value) {
        if (value > 0) {
            options.put(name, String.valueOf(value));
        }
    }
}
