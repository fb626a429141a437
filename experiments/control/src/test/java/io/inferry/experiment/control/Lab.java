package io.inferry.experiment.control;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Answer;
import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.inference.Reply;
import io.inferry.api.management.ModelDeclaration;
import io.inferry.api.management.VersionState;
import io.inferry.api.model.ModelRef;
import io.inferry.api.model.Signature;
import io.inferry.api.settings.BatchSettings;
import io.inferry.api.settings.ExperimentSettings;
import io.inferry.api.settings.LimitSettings;
import io.inferry.api.settings.ModelSettings;
import io.inferry.api.settings.VersionSelection;
import io.inferry.api.settings.WarmupSettings;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.traffic.Assignment;
import io.inferry.api.traffic.Share;
import io.inferry.contracts.OnnxGraph;
import io.inferry.contracts.Waiting;
import io.inferry.core.Serving;
import io.inferry.core.repository.RepositorySettings;
import io.inferry.experiment.control.view.FeedbackRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** A real engine room with versions of a real model {@code m}, and experiments cranked by hand. */
final class Lab implements AutoCloseable {
    static final String MODEL = "m";

    private final Path models;
    private final Serving serving;
    private final HandPulse pulse;
    private final Experiments experiments;

    /** What a request got. */
    record Got(String id, String arm, Optional<Float> answer, float asked) {}

    private Lab(Path models, ExperimentSettings settings) {
        this(models, settings, new HandPulse());
    }

    private Lab(Path models, ExperimentSettings settings, HandPulse pulse) {
        this(models, settings, pulse, new Experiments(pulse.surroundings()));
    }

    private Lab(Path models, ExperimentSettings settings, HandPulse pulse, Experiments own) {
        this.models = models;
        this.pulse = pulse;
        this.experiments = own;
        experiments.open(settings);
        serving =
                Serving.builder()
                        .declared(versions(1, 2))
                        .observers(List.of(experiments))
                        .repository(
                                new RepositorySettings(
                                        Duration.ofMillis(10), Duration.ZERO, ".c", 100, 4))
                        .start();
    }

    static Lab of(Path folder, OnnxGraph first, OnnxGraph second) {
        first.writeVersion(folder, MODEL, 1);
        second.writeVersion(folder, MODEL, 2);
        return of(folder, folder.resolve("state"), Optional.empty());
    }

    static Lab of(Path models, Path state, Optional<Path> definitions) {
        return new Lab(
                models,
                new ExperimentSettings(
                        Optional.of(state),
                        definitions,
                        ExperimentSettings.Sync.SYSTEM,
                        Optional.empty(),
                        "",
                        Duration.ofSeconds(1),
                        ExperimentSettings.Feedback.STANDARD));
    }

    /** With the thread and the clocks of a real server. */
    static Lab live(Path models, Path state, Path definitions) {
        ExperimentSettings settings =
                new ExperimentSettings(
                        Optional.of(state),
                        Optional.of(definitions),
                        ExperimentSettings.Sync.SECOND,
                        Optional.empty(),
                        "",
                        Duration.ofMillis(20),
                        ExperimentSettings.Feedback.STANDARD);
        return new Lab(models, settings, new HandPulse(), new Experiments());
    }

    /** One of several servers before one database. */
    static Lab of(Path models, ExperimentSettings.Database database, String replica) {
        return new Lab(
                models,
                new ExperimentSettings(
                        Optional.empty(),
                        Optional.empty(),
                        ExperimentSettings.Sync.EACH,
                        Optional.of(database),
                        replica,
                        Duration.ofSeconds(1),
                        ExperimentSettings.Feedback.STANDARD));
    }

    private Map<String, ModelDeclaration> versions(Long... wanted) {
        ModelSettings settings =
                new ModelSettings(
                        Optional.empty(),
                        new VersionSelection.Specific(Set.of(wanted)),
                        Map.of(),
                        BatchSettings.STANDARD,
                        1,
                        WarmupSettings.STANDARD,
                        LimitSettings.STANDARD,
                        Map.of());
        return Map.of(MODEL, new ModelDeclaration(models.resolve(MODEL), settings));
    }

    private Map<String, ModelDeclaration> versions(int first, int second) {
        return versions((long) first, (long) second);
    }

    /** Wants only one version from now on, and waits until it is so. */
    void keepOnly(long version) {
        serving.management().declare(versions(version));
        Waiting.STANDARD.until(
                "only version " + version, () -> available().equals(Set.of(version)));
    }

    void keepBoth() {
        serving.management().declare(versions(1, 2));
        Waiting.STANDARD.until("both versions", () -> available().size() == 2);
    }

    private Set<Long> available() {
        return serving.management().model(MODEL).orElseThrow().versions().stream()
                .filter(each -> each.state() == VersionState.AVAILABLE)
                .map(each -> each.version())
                .collect(Collectors.toSet());
    }

    Experiments experiments() {
        return experiments;
    }

    HandPulse pulse() {
        return pulse;
    }

    Serving serving() {
        return serving;
    }

    /** One request without a version. */
    Got ask(float x) {
        Exchange exchange = Exchange.begin("test");
        NumericTensor input =
                NumericTensor.ofFloats(serving.inference().memory(), Shape.of(1, 1), x);
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        serving.inference()
                .open(ModelRef.latest(MODEL), exchange)
                .run(
                        InferenceRequest.of(Signature.DEFAULT_NAME, Map.of("x", input)),
                        reply::complete);
        Optional<Float> answered =
                switch (reply.join()) {
                    case Answer answer -> {
                        try (answer) {
                            NumericTensor y =
                                    (NumericTensor) answer.outputs().values().iterator().next();
                            yield Optional.of(y.toFloats()[0]);
                        }
                    }
                    case Reply.Failure failure -> Optional.empty();
                };
        Optional<Assignment> choice = exchange.assignment();
        return new Got(
                choice.map(Assignment::id).orElse(""),
                choice.map(each -> Share.named(each.target())).orElse(""),
                answered,
                x);
    }

    /** Says what would have been right. */
    void right(Got got, double value) {
        experiments.feedback(
                List.of(
                        new FeedbackRecord(
                                got.id(),
                                Optional.of(Double.toString(value)),
                                Optional.empty(),
                                Map.of(),
                                Optional.empty())));
    }

    void second() {
        pulse.pass(Duration.ofSeconds(1));
    }

    String standing(String name) {
        var view = experiments.one(name);
        return view.state() + " " + view.arms().stream().map(arm -> arm.weight()).toList();
    }

    ServingException refused(CompletableFuture<?> act) {
        return (ServingException) act.handle((done, failure) -> failure).join();
    }

    @Override
    public void close() {
        experiments.close();
        serving.close();
    }
}
