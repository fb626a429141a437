package io.inferry.api.settings;

import io.inferry.api.model.RequestLogSettings;
import io.inferry.api.traffic.TrafficPlan;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator may set for one model; each part has a sensible standard.
 *
 * @param engine the engine's name; empty means whichever recognizes the files
 * @param labels label to version; a label takes effect once its version is available
 * @param instances execution slots of each version
 * @param engineOptions the engine's own settings, passed on as they are
 * @param requestLog what is written of its requests; empty means nothing
 * @param traffic how its requests are divided among versions; empty: the latest answers
 * @param table how rows by column name become what it takes
 */
public record ModelSettings(
        Optional<String> engine,
        VersionSelection versions,
        Map<String, Long> labels,
        BatchSettings batching,
        int instances,
        WarmupSettings warmup,
        LimitSettings limits,
        Map<String, String> engineOptions,
        Optional<RequestLogSettings> requestLog,
        Optional<TrafficPlan> traffic,
        TableSettings table) {
    /** The latest version, batched where possible, one instance. */
    public static final ModelSettings STANDARD =
            new ModelSettings(
                    Optional.empty(),
                    new VersionSelection.Latest(1),
                    Map.of(),
                    BatchSettings.STANDARD,
                    1,
                    WarmupSettings.STANDARD,
                    LimitSettings.STANDARD,
                    Map.of());

    /** More slots than this are refused as a mistake. */
    public static final int INSTANCES_MAX = 256;

    /** Settings of a model whose requests are not written down. */
    public ModelSettings(
            Optional<String> engine,
            VersionSelection versions,
            Map<String, Long> labels,
            BatchSettings batching,
            int instances,
            WarmupSettings warmup,
            LimitSettings limits,
            Map<String, String> engineOptions) {
        this(
                engine,
                versions,
                labels,
                batching,
                instances,
                warmup,
                limits,
                engineOptions,
                Optional.empty(),
                Optional.empty(),
                TableSettings.STANDARD);
    }

    /** Settings of a model whose traffic is not divided. */
    public ModelSettings(
            Optional<String> engine,
            VersionSelection versions,
            Map<String, Long> labels,
            BatchSettings batching,
            int instances,
            WarmupSettings warmup,
            LimitSettings limits,
            Map<String, String> engineOptions,
            Optional<RequestLogSettings> requestLog) {
        this(
                engine,
                versions,
                labels,
                batching,
                instances,
                warmup,
                limits,
                engineOptions,
                requestLog,
                Optional.empty(),
                TableSettings.STANDARD);
    }

    public ModelSettings {
        labels = Map.copyOf(labels);
        engineOptions = Map.copyOf(engineOptions);
        if (instances < 1 || instances > INSTANCES_MAX) {
            throw new IllegalArgumentException(
                    "instances must be 1 to " + INSTANCES_MAX + ", was " + instances);
        }
    }
}
