package io.inferry.experiment.evidence;

import io.inferry.api.ErrorCode;
import io.inferry.api.inference.Exchange;
import io.inferry.api.model.VersionChoice;
import io.inferry.experiment.evidence.feedback.FeedbackSummary;
import io.inferry.experiment.evidence.latency.Latencies;
import io.inferry.experiment.evidence.outputs.OutputTally;
import io.inferry.experiment.evidence.shadow.DifferenceBook;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** What is seen of one arm, from many threads; only additions to atomics. */
final class ArmBook {
    private final VersionChoice arm;
    private final LongAdder assigned = new LongAdder();
    private final LongAdder successes = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder mistakes = new LongAdder();
    private final LongAdder diverted = new LongAdder();
    private final Latencies latencies = new Latencies();
    private final OutputTally outputs;
    private final DifferenceBook differences;

    ArmBook(VersionChoice arm, EvidenceTerms terms) {
        this.arm = arm;
        this.outputs = new OutputTally(terms.prediction().output());
        this.differences = new DifferenceBook(terms.prediction(), terms.tolerance());
    }

    VersionChoice arm() {
        return arm;
    }

    void assign() {
        assigned.increment();
    }

    void divert() {
        diverted.increment();
    }

    void finish(Exchange exchange) {
        Optional<ErrorCode> failure = exchange.failure();
        if (failure.isEmpty()) {
            successes.increment();
            latencies.add(exchange.totalNanos());
        } else if (failure.get().blame() == ErrorCode.Blame.CALLER) {
            mistakes.increment();
        } else {
            failures.increment();
        }
    }

    OutputTally outputs() {
        return outputs;
    }

    DifferenceBook differences() {
        return differences;
    }

    ArmSummary summary(FeedbackSummary feedback) {
        return new ArmSummary(
                arm,
                new ArmCounts(
                        assigned.sum(),
                        successes.sum(),
                        failures.sum(),
                        mistakes.sum(),
                        diverted.sum()),
                latencies.summary(),
                outputs.summary(),
                feedback,
                differences.summary());
    }
}
