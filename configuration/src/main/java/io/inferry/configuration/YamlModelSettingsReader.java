package io.inferry.configuration;

import io.inferry.api.ErrorCode;
import io.inferry.api.engine.Engine;
import io.inferry.api.settings.BatchRules;
import io.inferry.api.settings.BatchSettings;
import io.inferry.api.settings.LimitSettings;
import io.inferry.api.settings.ModelSettings;
import io.inferry.api.settings.ModelSettingsReader;
import io.inferry.api.settings.WarmupSettings;
import io.inferry.api.traffic.TrafficPlan;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * Reads model.yaml. Engine options stand under {@code options}, or under the name of the engine
 * that {@code engine} names or that is on the class path; a section so named chooses that engine.
 */
public final class YamlModelSettingsReader implements ModelSettingsReader {
    @Override
    public ModelSettings read(Path file) {
        var problems = new Problems();
        Node.Mapping tree = YamlFile.read(file, problems);
        Set<String> engines = engines(tree);
        var values = new Values(ModelKeys.table(engines), tree, problems);
        ModelSettings settings = settings(values, engines, problems);
        problems.throwIfAny(file.toString(), ErrorCode.INVALID_MODEL);
        return settings;
    }

    private static Set<String> engines(Node.Mapping tree) {
        var names = new HashSet<String>();
        if (tree.members().get(ModelKeys.ENGINE.path().toString()) instanceof Node.Scalar named) {
            names.add(named.text());
        }
        for (String key : tree.members().keySet()) {
            if (ModelKeys.table().namesBelow(KeyPath.TOP).contains(key)) {
                continue;
            }
            ServiceLoader.load(Engine.class).forEach(engine -> names.add(engine.name()));
            break;
        }
        names.removeAll(ModelKeys.table().namesBelow(KeyPath.TOP));
        return names;
    }

    private static ModelSettings settings(Values values, Set<String> engines, Problems problems) {
        Optional<String> engine = values.find(ModelKeys.ENGINE);
        var options = new HashMap<String, String>(values.get(ModelKeys.OPTIONS));
        for (String name : engines) {
            Map<String, String> section = values.get(ModelKeys.options(name));
            if (section.isEmpty()) {
                continue;
            }
            if (engine.isPresent() && !engine.get().equals(name)) {
                problems.add("engine is " + engine.get() + ", but there are options for " + name);
            }
            engine = Optional.of(name);
            options.putAll(section);
        }
        Optional<String> chosen = engine;
        BatchSettings batching = batching(values);
        WarmupSettings warmup = warmup(values);
        LimitSettings limits = limits(values);
        Optional<TrafficPlan> traffic =
                values.find(ModelKeys.TRAFFIC)
                        .flatMap(section ->
                                TrafficForm.read(new Place("traffic", section, problems)));
        return new ModelSettings(
                chosen,
                values.get(ModelKeys.VERSIONS),
                values.get(ModelKeys.LABELS),
                batching,
                values.get(ModelKeys.INSTANCES),
                warmup,
                limits,
                options,
                RequestLogKeys.read(values),
                traffic,
                TableForm.read(values, problems));
    }

    private static BatchSettings batching(Values values) {
        return values.build(
                () ->
                        new BatchSettings(
                                values.get(ModelKeys.BATCHING_MODE),
                                values.get(ModelKeys.BATCHING_ROWS_MAX),
                                values.get(ModelKeys.BATCHING_DELAY_MAX),
                                values.get(ModelKeys.BATCHING_PREFERRED_ROWS),
                                values.get(ModelKeys.BATCHING_ALLOWED_ROWS),
                                rules(values)),
                BatchSettings.STANDARD);
    }

    private static BatchRules rules(Values values) {
        return new BatchRules(
                values.get(ModelKeys.BATCHING_OVERSIZE),
                values.get(ModelKeys.BATCHING_EXECUTION_ROWS_MAX),
                values.get(ModelKeys.BATCHING_PAD_VARIABLE_LENGTHS),
                values.get(ModelKeys.BATCHING_QUEUE_BATCHES_MAX),
                values.get(ModelKeys.BATCHING_MANNER));
    }

    private static WarmupSettings warmup(Values values) {
        return values.build(
                () ->
                        new WarmupSettings(
                                values.get(ModelKeys.WARMUP_ITERATIONS),
                                values.get(ModelKeys.WARMUP_ROWS),
                                values.get(ModelKeys.WARMUP_DIMS),
                                values.get(ModelKeys.WARMUP_REQUIRED),
                                new WarmupSettings.Recorded(
                                        values.get(ModelKeys.WARMUP_RECORDED),
                                        values.get(ModelKeys.WARMUP_RECORDED_ITERATIONS),
                                        values.get(ModelKeys.WARMUP_RECORDED_MAX))),
                WarmupSettings.STANDARD);
    }

    private static LimitSettings limits(Values values) {
        return values.build(
                () ->
                        new LimitSettings(
                                values.get(ModelKeys.QUEUE_REQUESTS_MAX),
                                values.get(ModelKeys.QUEUE_BYTES_MAX),
                                values.get(ModelKeys.TIMEOUT)),
                LimitSettings.STANDARD);
    }
}
