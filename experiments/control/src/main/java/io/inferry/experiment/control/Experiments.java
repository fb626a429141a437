package io.inferry.experiment.control;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Exchange;
import io.inferry.api.management.Management;
import io.inferry.api.observer.Experimenter;
import io.inferry.api.observer.MetricsSource;
import io.inferry.api.observer.ShadowPair;
import io.inferry.api.settings.ExperimentSettings;
import io.inferry.api.tensor.Tensor;
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

/**
 * All experiments of this server. Reading returns at once; acts are done by one thread and complete
 * when they are done, exceptionally with a {@link ServingException}: NOT_FOUND for a name that is
 * not known, CONFLICT for one that is taken or a model that has an experiment, FAILED_PRECONDITION
 * for what the present state does not allow, INVALID_ARGUMENT for a definition that does not fit.
 */
public final class Experiments implements Experimenter, MetricsSource {
    private ExperimentSettings settings = ExperimentSettings.STANDARD;

    /** Found by {@link java.util.ServiceLoader}; does nothing until opened and started. */
    public Experiments() {}

    @Override
    public void open(ExperimentSettings experimentSettings) {
        settings = experimentSettings;
    }

    @Override
    public void started(Management management) {}

    @Override
    public void routed(Exchange exchange) {}

    @Override
    public void answered(Exchange exchange, Map<String, Tensor> outputs) {}

    @Override
    public void finished(Exchange exchange) {}

    @Override
    public void shadowed(ShadowPair pair) {}

    @Override
    public void measure(Measurements into) {}

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
        return CompletableFuture.failedFuture(notYet(definition.name()));
    }

    /** Every experiment, by name. */
    public List<ExperimentView> all() {
        return List.of();
    }

    /** One experiment; throws NOT_FOUND. */
    public ExperimentView one(String name) {
        throw notYet(name);
    }

    /**
     * Gives all traffic to a candidate.
     *
     * @param target {@code 2}, {@code version 2} or a label; empty: the only candidate
     */
    public CompletableFuture<ExperimentView> promote(String name, Optional<String> target) {
        return CompletableFuture.failedFuture(notYet(name));
    }

    /** Gives all traffic to control. */
    public CompletableFuture<ExperimentView> rollback(String name, String reason) {
        return CompletableFuture.failedFuture(notYet(name));
    }

    /** Ends the experiment; the model's traffic goes as if there had been none. */
    public CompletableFuture<ExperimentView> stop(String name) {
        return CompletableFuture.failedFuture(notYet(name));
    }

    /** Forgets an experiment, after stopping it where need be; completes with how it stood. */
    public CompletableFuture<ExperimentView> delete(String name) {
        return CompletableFuture.failedFuture(notYet(name));
    }

    /** The audit log, oldest first; throws NOT_FOUND. */
    public List<DecisionView> decisions(String name) {
        throw notYet(name);
    }

    /** Everything that is known of its arms; throws NOT_FOUND. */
    public ReportView report(String name) {
        throw notYet(name);
    }

    /** The largest differences between live and shadow, worst first; throws NOT_FOUND. */
    public List<OffenderView> offenders(String name) {
        throw notYet(name);
    }

    /**
     * What other policies would have earned; throws NOT_FOUND, FAILED_PRECONDITION if no bandit.
     */
    public List<PolicyView> policies(String name) {
        throw notYet(name);
    }

    /**
     * Joins feedback to what was answered. On the caller's thread; safe from any.
     *
     * @param records at most {@link #feedbackRecordsMax}
     */
    public FeedbackCounts feedback(List<FeedbackRecord> records) {
        return new FeedbackCounts(0, 0, records.size(), 0, 0, 0, List.of());
    }

    /** Feedback records in one request, as configured. */
    public int feedbackRecordsMax() {
        return settings.feedback().bodyRecordsMax();
    }

    @Override
    public void close() {}

    private static ServingException notYet(String name) {
        return ServingException.notFound("there is no experiment '" + name + "'");
    }
}
