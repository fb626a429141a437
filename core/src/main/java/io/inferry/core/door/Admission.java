package io.inferry.core.door;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.inference.Terms;
import io.inferry.api.model.ModelDescription;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.core.batching.Job;
import io.inferry.core.batching.JobOutcome;
import io.inferry.core.catalog.Servable;
import io.inferry.core.table.Columns;
import java.time.Duration;
import java.util.List;

/** Makes jobs of requests, a caller's or a shadow's. */
final class Admission {
    private final TensorMemory memory;

    Admission(TensorMemory memory) {
        this.memory = memory;
    }

    /**
     * Holds the request against the version's signature. Where it brings columns, its tensors are
     * replaced by those that the signature has.
     *
     * @throws ServingException INVALID_ARGUMENT that shows both sides; the request's tensors are
     *     still the caller's
     */
    Job admit(Servable servable, InferenceRequest request, Exchange exchange, JobOutcome outcome) {
        Signature named = signature(servable.description(), request);
        exchange.named(named.name());
        if (!named.columnar()) {
            SignatureCheck.inputs(named, request);
        }
        List<String> outputs = SignatureCheck.outputs(named, request);
        var checked =
                new InferenceRequest(
                        named.name(),
                        named.columnar()
                                ? Columns.of(named, request.inputs(), memory)
                                : request.inputs(),
                        outputs,
                        withDeadline(request.terms(), servable));
        return new Job(named, checked, exchange, outcome);
    }

    /** What the request names, or its columnar twin where the request brings columns. */
    private static Signature signature(ModelDescription model, InferenceRequest request) {
        Signature named = SignatureCheck.signature(model, request);
        if (named.columnar() || SignatureCheck.takes(named, request)) {
            return named;
        }
        return model.columnar(named.name())
                .filter(twin ->
                        request.inputs().keySet().stream()
                                .anyMatch(name -> twin.input(name).isPresent()))
                .orElse(named);
    }

    /** Nobody waits for ever: a request without a deadline gets the model's. */
    private static Terms withDeadline(Terms terms, Servable servable) {
        Duration timeout = servable.settings().limits().timeout();
        if (terms.deadlineNanos() != Terms.NO_DEADLINE || timeout.isZero()) {
            return terms;
        }
        long deadline = System.nanoTime() + timeout.toNanos();
        return new Terms(terms.strictness(), terms.priority(), deadline);
    }
}
