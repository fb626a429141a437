package io.inferry.benchmarks;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Call;
import io.inferry.api.inference.Exchange;
import io.inferry.api.model.ModelRef;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.settings.ModelSettings;
import io.inferry.api.settings.ModelSettingsReader;
import io.inferry.api.settings.VersionSelection;
import io.inferry.api.traffic.Condition;
import io.inferry.api.traffic.ExperimentTraffic;
import io.inferry.api.traffic.RequestFacts;
import io.inferry.api.traffic.RequestField;
import io.inferry.api.traffic.Share;
import io.inferry.api.traffic.TextMatch;
import io.inferry.api.traffic.Traffic;
import io.inferry.api.traffic.TrafficPlan;
import io.inferry.api.traffic.TrafficRule;
import io.inferry.api.traffic.TrafficSplit;
import io.inferry.contracts.OnnxModels;
import io.inferry.core.Serving;
import io.inferry.engine.onnx.OnnxEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A call through the door without its model: admit, route, lease, end. What a plan costs is the
 * difference to {@code none}; what asking for a plan costs is that of none to {@code explicit}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RoutingBenchmark {
    private static final String MODEL = "half";
    private static final ModelRef LATEST = ModelRef.latest(MODEL);
    private static final VersionChoice ONE = new VersionChoice.Exact(1);
    private static final VersionChoice TWO = new VersionChoice.Exact(2);
    private static final TrafficSplit NINETY_TEN =
            new TrafficSplit(List.of(new Share(ONE, 90), new Share(TWO, 10)));
    private static final RequestField USER = RequestField.header("x-user-id");
    private static final RequestField TYPE = RequestField.header("x-user-type");
    private static final ServingException ENOUGH = ServingException.invalidArgument("enough");
    private static final RequestFacts FACTS =
            field ->
                    field.equals(USER)
                            ? Optional.of("user-4711")
                            : field.equals(TYPE) ? Optional.of("regular") : Optional.empty();

    /** How the model's traffic is divided. */
    @Param({"explicit", "none", "split", "sticky", "rule", "rules16", "regex", "experiment"})
    public String plan = "none";

    private Serving serving;
    private ModelRef asked = LATEST;

    @Setup
    public void start() throws Exception {
        Path models = Files.createTempDirectory("inferry-benchmark");
        for (int version = 1; version <= 2; version++) {
            OnnxModels.halfPlus(version, "n").writeVersion(models, MODEL, version);
        }
        Files.writeString(models.resolve(MODEL).resolve("model.yaml"), "versions: all\n");
        ModelSettingsReader all = file -> allVersions();
        serving =
                Serving.builder()
                        .models(models)
                        .engine(new OnnxEngine())
                        .observers(List.of())
                        .settingsReader(all)
                        .start();
        divide(serving.management().traffic());
        asked = plan.equals("explicit") ? ModelRef.version(MODEL, 2) : LATEST;
    }

    private static ModelSettings allVersions() {
        ModelSettings standard = ModelSettings.STANDARD;
        return new ModelSettings(
                standard.engine(),
                new VersionSelection.All(),
                Map.of(),
                standard.batching(),
                standard.instances(),
                standard.warmup(),
                standard.limits(),
                Map.of());
    }

    private void divide(Traffic traffic) {
        switch (plan) {
            case "explicit", "none" -> {}
            case "split" -> traffic.setPlan(MODEL, TrafficPlan.of(NINETY_TEN));
            case "sticky" -> traffic.setPlan(MODEL, plan(List.of(), Optional.of(USER)));
            case "rule" -> traffic.setPlan(MODEL, plan(exact(1), Optional.empty()));
            case "rules16" -> traffic.setPlan(MODEL, plan(exact(16), Optional.empty()));
            case "regex" ->
                    traffic.setPlan(
                            MODEL,
                            plan(
                                    List.of(rule("regex", new TextMatch.Regex("beta-[0-9]+|x.*"))),
                                    Optional.empty()));
            case "experiment" ->
                    traffic.experiment(
                            MODEL,
                            new ExperimentTraffic(
                                    "e",
                                    NINETY_TEN,
                                    Optional.empty(),
                                    Optional.of(USER),
                                    List.of()));
            default -> throw new IllegalArgumentException(plan);
        }
    }

    private static List<TrafficRule> exact(int count) {
        List<TrafficRule> rules = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rules.add(rule("rule-" + i, new TextMatch.Exact("type-" + i)));
        }
        return rules;
    }

    private static TrafficRule rule(String name, TextMatch match) {
        return new TrafficRule(
                name,
                List.of(List.of(new Condition(TYPE, match))),
                new TrafficSplit(List.of(Share.all(TWO))));
    }

    private static TrafficPlan plan(List<TrafficRule> rules, Optional<RequestField> sticky) {
        return new TrafficPlan(rules, Optional.empty(), Optional.of(NINETY_TEN), sticky, List.of());
    }

    /** Opened and ended, not run. */
    @Benchmark
    public long open() {
        Exchange exchange = Exchange.begin("benchmark").saying(FACTS);
        Call call = serving.inference().open(asked, exchange);
        long version = call.model().id().version();
        call.fail(ENOUGH);
        return version;
    }

    @TearDown
    public void stop() {
        serving.close();
    }
}
