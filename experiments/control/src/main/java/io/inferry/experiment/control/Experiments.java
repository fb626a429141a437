package io.inferry.experiment.control;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.inference.Exchange;
import io.inferry.api.management.Management;
import io.inferry.api.observer.Experimenter;
import io.inferry.api.observer.MetricsSource;
import io.inferry.api.observer.ShadowPair;
import io.inferry.api.settings.ExperimentSettings;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.traffic.Assignment;
import io.inferry.experiment.control.definition.Definition;
import io.inferry.experiment.control.definition.DefinitionReader;
import io.inferry.experiment.control.view.DecisionView;
import io.inferry.experiment.control.view.ExperimentView;
import io.inferry.experiment.control.view.FeedbackCounts;
import io.inferry.experiment.control.view.FeedbackRecord;
import io.inferry.experiment.control.view.OffenderView;
import io.inferry.experiment.control.view.PolicyView;
import io.inferry.experiment.control.view.ReportView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All experiments of this server. Reading returns at once; acts are done by one thread and complete
 * when they are done, exceptionally with a {@link ServingException}: NOT_FOUND for a name that is
 * not known, CONFLICT for one that is taken or a model that has an experiment, FAILED_PRECONDITION
 * for what the present state does not allow, INVALID_ARGUMENT for a definition that does not fit,
 * UNAVAILABLE when it cannot be written down.
 */
public final class Experiments implements Experimenter, MetricsSource {
    private final Surroundings surroundings;
    private ExperimentSettings settings = ExperimentSettings.STANDARD;
    private @Nullable Parts opened;
    private volatile @Nullable Parts parts;

    /** Found by {@link java.util.ServiceLoader}; does nothing until it is started. */
    public Experiments() {
        this(Surroundings.real());
    }

    Experiments(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void open(ExperimentSettings experimentSettings) {
        settings = experimentSettings;
        opened = Parts.open(experimentSettings, surroundings);
    }

    @Override
    public void started(Management management) {
        Parts ready = opened == null ? Parts.open(settings, surroundings) : opened;
        ready.start(management);
        parts = ready;
    }

    @Override
    public void routed(Exchange exchange) {
        Shown one = of(exchange);
        Parts ready = parts;
        if (one != null && ready != null) {
            exchange.assignment().ifPresent(choice -> ready.serves(choice.id()));
            one.book()
                    .ifPresent(book ->
                            book.routed(exchange, surroundings.wall().instant().toEpochMilli()));
            one.policy()
                    .ifPresent(policy ->
                            exchange.assignment()
                                    .ifPresent(choice -> policy.routed(choice, exchange.facts())));
        }
    }

    @Override
    public void answered(Exchange exchange, Map<String, Tensor> outputs) {
        Shown one = of(exchange);
        if (one != null && one.book().isPresent()) {
            one.book().get().answered(exchange, outputs);
        }
    }

    @Override
    public void finished(Exchange exchange) {
        Shown one = of(exchange);
        if (one != null && one.book().isPresent()) {
            one.book().get().finished(exchange);
        }
    }

    @Override
    public void shadowed(ShadowPair pair) {
        Parts ready = parts;
        if (ready == null) {
            return;
        }
        for (Shown each : ready.shown().values()) {
            if (each.pinned().model().equals(pair.live().id().name())) {
                each.book().ifPresent(book -> book.shadowed(pair));
            }
        }
    }

    /** The experiment that a request was assigned by. */
    private @Nullable Shown of(Exchange exchange) {
        Parts ready = parts;
        Optional<Assignment> choice = exchange.assignment();
        return ready == null
                        || choice.isEmpty()
                        || choice.get().cause() != Assignment.Cause.EXPERIMENT
                ? null
                : ready.shown().get(choice.get().rule());
    }

    @Override
    public void measure(Measurements into) {
        Parts ready = parts;
        if (ready != null) {
            Series series = new Series(into);
            series.of(ready.shown(), ready.decided());
            series.feedback(ready.feedback().counts(), ready.feedback().held());
        }
    }

    /**
     * Starts an experiment.
     *
     * @param text a definition in YAML or JSON
     */
    public CompletableFuture<ExperimentView> start(String text) {
        try {
            return start(DefinitionReader.read(text, "the definition"));
        } catch (ServingException unfit) {
            return CompletableFuture.failedFuture(unfit);
        }
    }

    /** Starts an experiment. */
    public CompletableFuture<ExperimentView> start(Definition definition) {
        return act(desk -> desk.start(definition));
    }

    /** Every experiment, by name; those of files that still wait for their versions included. */
    public List<ExperimentView> all() {
        Parts ready = parts;
        return ready == null ? List.of() : ready.views();
    }

    /** One experiment; throws NOT_FOUND. */
    public ExperimentView one(String name) {
        return known(name).view();
    }

    /**
     * Gives all traffic to a candidate.
     *
     * @param target {@code 2}, {@code version 2} or a label; empty: the only candidate
     */
    public CompletableFuture<ExperimentView> promote(String name, Optional<String> target) {
        return act(desk -> desk.promote(name, target));
    }

    /** Gives all traffic to control. */
    public CompletableFuture<ExperimentView> rollback(String name, String reason) {
        return act(desk -> desk.rollback(name, reason));
    }

    /** Ends the experiment; the model's traffic goes as if there had been none. */
    public CompletableFuture<ExperimentView> stop(String name) {
        return act(desk -> desk.stop(name));
    }

    /** Forgets an experiment, after stopping it where need be; completes with how it stood. */
    public CompletableFuture<ExperimentView> delete(String name) {
        return act(desk -> desk.delete(name));
    }

    private CompletableFuture<ExperimentView> act(Function<Desk, ExperimentView> act) {
        Parts ready = parts;
        if (ready == null) {
            return CompletableFuture.failedFuture(
                    ServingException.unavailable("experiments are not ready: the server starts"));
        }
        return ready.act(act);
    }

    /** The audit log, oldest first; throws NOT_FOUND. */
    public List<DecisionView> decisions(String name) {
        return known(name).decisions();
    }

    /** Everything that is known of its arms; throws NOT_FOUND. */
    public ReportView report(String name) {
        Shown shown = known(name);
        Parts ready = parts;
        return Reports.of(shown, ready == null ? List.of() : ready.losses());
    }

    /** The largest differences between live and shadow, worst first; throws NOT_FOUND. */
    public List<OffenderView> offenders(String name) {
        return known(name).offenders().stream().map(Reports::offender).toList();
    }

    /**
     * What other policies would have earned; throws NOT_FOUND, FAILED_PRECONDITION if no bandit.
     */
    public List<PolicyView> policies(String name) {
        return known(name)
                .policy()
                .orElseThrow(() ->
                        ServingException.of(
                                ErrorCode.FAILED_PRECONDITION,
                                "experiment '%s' is of kind %s; policies are of kind bandit"
                                        .formatted(name, known(name).view().kind())))
                .policies();
    }

    private Shown known(String name) {
        Parts ready = parts;
        Map<String, Shown> all = ready == null ? Map.of() : ready.shown();
        Shown shown = all.get(name);
        if (shown == null) {
            throw Desk.unknown(name, all);
        }
        return shown;
    }

    /**
     * Joins feedback to what was answered. On the caller's thread; safe from any.
     *
     * @param records at most {@link #feedbackRecordsMax}
     */
    public FeedbackCounts feedback(List<FeedbackRecord> records) {
        Parts ready = parts;
        if (ready == null) {
            throw ServingException.unavailable("experiments are not ready: the server starts");
        }
        if (records.size() > feedbackRecordsMax()) {
            throw ServingException.of(
                    ErrorCode.TOO_LARGE,
                    "%d records of feedback are too many at once: at most %d"
                            .formatted(records.size(), feedbackRecordsMax()));
        }
        return Feedbacks.take(
                ready.feedback(), records, surroundings.wall().instant().toEpochMilli());
    }

    /** Feedback records in one request, as configured. */
    public int feedbackRecordsMax() {
        return settings.feedback().bodyRecordsMax();
    }

    @Override
    public void close() {
        Parts ready = parts == null ? opened : parts;
        parts = null;
        opened = null;
        if (ready != null) {
            ready.close();
        }
    }
}
