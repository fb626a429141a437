package io.inferry.experiment.evidence;

import io.inferry.api.inference.Exchange;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.observer.ShadowPair;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.traffic.Assignment;
import io.inferry.experiment.evidence.feedback.ExperimentFeedback;
import io.inferry.experiment.evidence.feedback.FeedbackBook;
import io.inferry.experiment.evidence.outputs.Prediction;
import io.inferry.experiment.evidence.outputs.PredictionReader;
import io.inferry.experiment.evidence.shadow.Offender;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is seen of one experiment, fed by an observer's callbacks from the threads that serve
 * requests. Exchanges and pairs that are not this experiment's are passed over: what an override, a
 * rule or a holdout decided is no evidence. Times are milliseconds since 1970.
 */
public final class EvidenceBook implements AutoCloseable {
    private final EvidenceTerms terms;
    private final EvidenceSummary former;
    private final ExperimentFeedback feedback;
    private final PredictionReader predictions;
    private final List<ArmBook> arms;
    private final LongAdder elsewhere = new LongAdder();

    /**
     * @param feedback where this experiment's answers wait for their feedback; shared by all
     * @param former what was seen before a restart, or {@link EvidenceSummary#none}
     * @throws IllegalArgumentException when {@code former} is of another experiment or other arms
     */
    public EvidenceBook(EvidenceTerms terms, FeedbackBook feedback, EvidenceSummary former) {
        this.terms = terms;
        this.former = EvidenceSummary.none(terms.experiment(), terms.arms()).merge(former);
        this.predictions = new PredictionReader(terms.prediction());
        this.arms = terms.arms().stream().map(arm -> new ArmBook(arm, terms)).toList();
        this.feedback = feedback.open(terms.experiment(), arms.size());
    }

    /** A request was assigned; its facts are read now. */
    public void routed(Exchange exchange, long nowMillis) {
        Assignment assignment = own(exchange);
        if (assignment == null) {
            return;
        }
        int arm = arm(assignment.target());
        boolean counts = arm >= 0 && !assignment.diverted();
        if (counts) {
            arms.get(arm).assign();
        } else if (arm >= 0) {
            arms.get(arm).divert();
        } else {
            elsewhere.increment();
        }
        feedback.routed(
                assignment.id(),
                counts ? arm : ExperimentFeedback.LEFT_OUT,
                terms.covariate().isEmpty() ? Double.NaN : Covariate.of(exchange, terms),
                nowMillis);
    }

    /** The model answered; the tensors are open during this call only. */
    public void answered(Exchange exchange, Map<String, Tensor> outputs) {
        withArm(
                exchange,
                arm -> {
                    Prediction prediction = predictions.read(outputs, exchange.rows());
                    arm.outputs().add(outputs, exchange.rows(), prediction);
                    exchange.assignment().ifPresent(own -> feedback.answered(own.id(), prediction));
                });
    }

    /** The request is over, well or not. */
    public void finished(Exchange exchange) {
        withArm(exchange, arm -> arm.finish(exchange));
    }

    /** A shadow that is an arm answered too, or did not. */
    public void shadowed(ShadowPair pair) {
        int arm = arm(pair.shadow());
        if (arm >= 0 && isOwn(pair.assignment()) && !pair.assignment().diverted()) {
            arms.get(arm).differences().add(pair);
        }
    }

    private void withArm(Exchange exchange, Consumer<ArmBook> act) {
        Assignment assignment = own(exchange);
        if (assignment != null && !assignment.diverted()) {
            int arm = arm(assignment.target());
            if (arm >= 0) {
                act.accept(arms.get(arm));
            }
        }
    }

    private @Nullable Assignment own(Exchange exchange) {
        Assignment assignment = exchange.assignment().orElse(null);
        return assignment != null && isOwn(assignment) ? assignment : null;
    }

    private boolean isOwn(Assignment assignment) {
        return assignment.cause() == Assignment.Cause.EXPERIMENT
                && assignment.rule().equals(terms.experiment());
    }

    private int arm(VersionChoice target) {
        for (int i = 0; i < arms.size(); i++) {
            if (arms.get(i).arm().equals(target)) {
                return i;
            }
        }
        return -1;
    }

    /** All that was seen, that from before the restart included. */
    public EvidenceSummary summary() {
        List<ArmSummary> now = new ArrayList<>();
        for (int i = 0; i < arms.size(); i++) {
            now.add(arms.get(i).summary(feedback.summary(i)));
        }
        return former.merge(new EvidenceSummary(terms.experiment(), now));
    }

    /** Requests that were sent to a version that is no arm, because no arm could answer. */
    public long divertedElsewhere() {
        return elsewhere.sum();
    }

    /** The pairs of answers that lie farthest apart, worst first; they do not outlive a restart. */
    public List<Offender> offenders() {
        return arms.stream()
                .flatMap(arm -> arm.differences().offenders().stream())
                .sorted(Comparator.comparingDouble(Offender::difference).reversed())
                .toList();
    }

    /** The experiment is over: its answers take no more feedback. */
    @Override
    public void close() {
        feedback.close();
    }
}
