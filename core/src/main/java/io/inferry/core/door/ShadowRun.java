package io.inferry.core.door;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.inference.Terms;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.Signature;
import io.inferry.api.observer.ShadowPair;
import io.inferry.api.observer.ShadowPair.Answered;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.traffic.Assignment;
import io.inferry.core.batching.Job;
import io.inferry.core.batching.JobOutcome;
import io.inferry.core.catalog.Servable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One copy of a call on its way through a shadow. It runs on the shadow's instance threads, behind
 * whatever else waits there, and tells observers how the two answers compare. Holds tensors of its
 * own from the beginning to the end.
 */
final class ShadowRun implements JobOutcome {
    private static final String PROTOCOL = "shadow";

    /** Behind every caller. */
    private static final Terms TERMS =
            new Terms(Terms.Strictness.NAMES, Integer.MIN_VALUE, Terms.NO_DEADLINE);

    private final ShadowLane lane;
    private final Exchange exchange = Exchange.begin(PROTOCOL);
    private final Map<String, Tensor> inputs;
    private @Nullable Live live;
    private @Nullable Servable servable;

    private record Live(Assignment assignment, Signature signature, ShadowPair.Live answer) {}

    ShadowRun(ShadowLane lane, Map<String, Tensor> inputs) {
        this.lane = lane;
        this.inputs = inputs;
    }

    /** What the caller gets; the tensors become this run's. */
    void answered(Exchange asked, Signature signature, Map<String, Tensor> outputs) {
        ModelId id = asked.model().orElseThrow();
        live =
                new Live(
                        asked.assignment().orElseThrow(),
                        signature,
                        new ShadowPair.Live(id, outputs, asked.nanos(Exchange.Stage.RUN)));
    }

    /** Asks the shadow, if it may be asked. */
    void begin() {
        Optional<Servable> leased = lane.lease();
        if (leased.isEmpty()) {
            skipped("it is not available");
            return;
        }
        Servable shadow = leased.get();
        if (shadow.description().id().equals(held().answer().id())) {
            shadow.endLease();
            close();
            return;
        }
        if (!lane.tryEnter()) {
            shadow.endLease();
            skipped(lane.inFlightMax() + " copies are in flight");
            return;
        }
        servable = shadow;
        exchange.routed(shadow.description().id());
        submit(shadow);
    }

    private void submit(Servable shadow) {
        Map<String, Tensor> own = Shadowing.shared(inputs);
        Job job;
        try {
            Live answered = held();
            var wanted = List.copyOf(answered.answer().outputs().keySet());
            var request = new InferenceRequest(answered.signature().name(), own, wanted, TERMS);
            job = lane.door().admission().admit(shadow, request, exchange, this);
        } catch (ServingException unfit) {
            own.values().forEach(Tensor::close);
            failed(unfit);
            return;
        }
        shadow.execution().submit(job);
    }

    private Live held() {
        Live held = live;
        if (held == null) {
            throw new IllegalStateException("a shadow began before the live version answered");
        }
        return held;
    }

    private void skipped(String why) {
        tell(new Answered.Skipped(why));
        close();
    }

    @Override
    public void ran(Map<String, Tensor> outputs) {
        tell(
                new Answered.Outputs(
                        exchange.model().orElseThrow(),
                        outputs,
                        exchange.nanos(Exchange.Stage.RUN)));
        outputs.values().forEach(Tensor::close);
        endLease();
        lane.door().leave(exchange);
        end();
    }

    @Override
    public void failed(ServingException failure) {
        tell(new Answered.Failed(failure));
        endLease();
        lane.door().leave(exchange, failure);
        end();
    }

    private void endLease() {
        Servable leased = servable;
        if (leased != null) {
            leased.endLease();
        }
    }

    private void end() {
        lane.leave();
        close();
    }

    private void tell(Answered answered) {
        Live held = held();
        var pair =
                new ShadowPair(
                        held.assignment(),
                        held.signature(),
                        inputs,
                        held.answer(),
                        lane.target().version(),
                        answered);
        lane.door().tell(observer -> observer.shadowed(pair));
    }

    /** Frees what it holds. */
    void close() {
        inputs.values().forEach(Tensor::close);
        Live held = live;
        if (held != null) {
            held.answer().outputs().values().forEach(Tensor::close);
        }
    }
}
