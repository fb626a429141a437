package io.inferry.core.door;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Answer;
import io.inferry.api.inference.Call;
import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.inference.Reply;
import io.inferry.api.inference.ReplyHandler;
import io.inferry.api.model.ModelDescription;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.Tensor;
import io.inferry.core.batching.Job;
import io.inferry.core.batching.JobOutcome;
import io.inferry.core.catalog.Servable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call and its way to the end. The lease ends when the model has run or never will, before the
 * reply is handed over: a caller who takes its time must not hold a version. Observers are told
 * when the answer is closed, or before a failure is handed over.
 */
final class LeasedCall implements Call, JobOutcome, Runnable {
    private final Door door;
    private final Servable servable;
    private final Exchange exchange;
    private final Shadowing shadowing;
    private @Nullable Signature signature;
    private @Nullable ReplyHandler handler;
    private boolean used;
    private boolean over;

    LeasedCall(Door door, Servable servable, Exchange exchange) {
        this(door, servable, exchange, Shadowing.NONE);
    }

    LeasedCall(Door door, Servable servable, Exchange exchange, Shadowing shadowing) {
        this.door = door;
        this.shadowing = shadowing;
        this.servable = servable;
        this.exchange = exchange;
    }

    @Override
    public ModelDescription model() {
        return servable.description();
    }

    @Override
    public void run(InferenceRequest request, ReplyHandler replyHandler) {
        use();
        handler = replyHandler;
        Job job;
        try {
            job = admit(request);
        } catch (Throwable refusal) {
            request.inputs().values().forEach(Tensor::close);
            failed(asServing(refusal));
            return;
        }
        servable.execution().submit(job);
    }

    private Job admit(InferenceRequest request) {
        Job job = door.admission().admit(servable, request, exchange, this);
        signature = job.signature();
        shadowing.asked(job.inputs());
        return job;
    }

    private static ServingException asServing(Throwable refusal) {
        return refusal instanceof ServingException known
                ? known
                : ServingException.internal(
                        "the request could not be admitted: " + refusal, refusal);
    }

    @Override
    public void fail(ServingException failure) {
        use();
        servable.endLease();
        door.leave(exchange, failure);
    }

    private void use() {
        if (used) {
            throw new IllegalStateException("a call is run or failed once, this one was before");
        }
        used = true;
    }

    @Override
    public void ran(Map<String, Tensor> outputs) {
        servable.endLease();
        if (exchange.assignment().isPresent()) {
            door.tell(observer -> observer.answered(exchange, outputs));
            shadowing.answered(exchange, ranSignature(), outputs);
        }
        reply(new Answer(servable.description().id(), ranSignature(), outputs, this));
        shadowing.begin();
    }

    private Signature ranSignature() {
        Signature ran = signature;
        if (ran == null) {
            throw new IllegalStateException("a call ran before it was admitted");
        }
        return ran;
    }

    @Override
    public void failed(ServingException failure) {
        servable.endLease();
        shadowing.forget();
        door.leave(exchange, failure);
        reply(new Reply.Failure(failure));
    }

    private void reply(Reply reply) {
        ReplyHandler receiver = handler;
        if (receiver == null) {
            throw new IllegalStateException("a call ended before it was run");
        }
        receiver.onReply(reply);
    }

    /** The answer was closed: its tensors are free, the last byte is encoded. */
    @Override
    public void run() {
        if (!over) {
            over = true;
            door.leave(exchange);
        }
    }
}
