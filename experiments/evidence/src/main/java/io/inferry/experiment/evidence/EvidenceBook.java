package io.inferry.experiment.evidence;

import io.inferry.api.inference.Exchange;
import io.inferry.api.observer.ShadowPair;
import io.inferry.api.tensor.Tensor;
import io.inferry.experiment.evidence.feedback.FeedbackBook;
import io.inferry.experiment.evidence.shadow.Offender;
import java.util.List;
import java.util.Map;

/**
 * What is seen of one experiment, fed by an observer's callbacks from the threads that serve
 * requests. Exchanges and pairs that are not this experiment's are passed over. Times are
 * milliseconds since 1970.
 */
public final class EvidenceBook implements AutoCloseable {
    private final EvidenceSummary former;

    /**
     * @param feedback where this experiment's answers wait for their feedback; shared by all
     * @param former what was seen before a restart, or {@link EvidenceSummary#none}
     */
    public EvidenceBook(EvidenceTerms terms, FeedbackBook feedback, EvidenceSummary former) {
        this.former = former;
    }

    /** A request was assigned; its facts are read now. */
    public void routed(Exchange exchange, long nowMillis) {}

    /** The model answered; the tensors are open during this call only. */
    public void answered(Exchange exchange, Map<String, Tensor> outputs, long nowMillis) {}

    /** The request is over, well or not. */
    public void finished(Exchange exchange) {}

    /** A shadow that is an arm answered too, or did not. */
    public void shadowed(ShadowPair pair) {}

    /** All that was seen, that from before the restart included. */
    public EvidenceSummary summary() {
        return former;
    }

    /** The pairs of answers that lie farthest apart, worst first; they do not outlive a restart. */
    public List<Offender> offenders() {
        return List.of();
    }

    /** The experiment is over: its answers take no more feedback. */
    @Override
    public void close() {}
}
