package io.inferry.protocol.tfserving.examples;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Answer;
import io.inferry.api.inference.Call;
import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.inference.Reply;
import io.inferry.api.inference.Terms;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs a head over serialized examples: they go into the model as the bytes they came as, or as the
 * rows of a table.
 *
 * @param examples at least one
 */
public record HeadRun(Head head, List<byte[]> examples, Terms terms) {
    /**
     * Runs it; the handler is told on the I/O thread: an instance has better to do than to write
     * answers.
     */
    public void start(Call call, Executor ioThread, ResultHandler handler) {
        Thread asking = Thread.currentThread();
        InferenceRequest request;
        try {
            request = request();
        } catch (ServingException unfit) {
            call.fail(unfit);
            handler.failed(unfit);
            return;
        }
        call.run(
                request,
                reply -> {
                    if (Thread.currentThread().equals(asking)) {
                        tell(reply, handler);
                    } else {
                        tellOn(ioThread, reply, handler);
                    }
                });
    }

    /**
     * What it asks the model.
     *
     * @throws ServingException INVALID_ARGUMENT when the examples are no rows of the table that it
     *     takes
     */
    public InferenceRequest request() {
        return new InferenceRequest(
                head.signature().name(), head.inputs(examples), head.outputs(), terms);
    }

    private void tellOn(Executor ioThread, Reply reply, ResultHandler handler) {
        try {
            ioThread.execute(() -> tell(reply, handler));
        } catch (RejectedExecutionException listenerHasClosed) {
            if (reply instanceof Answer answer) {
                answer.close();
            }
        }
    }

    private void tell(Reply reply, ResultHandler handler) {
        switch (reply) {
            case Answer answer -> tell(answer, handler);
            case Reply.Failure failure -> handler.failed(failure.exception());
        }
    }

    private void tell(Answer answer, ResultHandler handler) {
        try (answer) {
            handler.answered(answer.id(), head.result(answer.outputs(), examples.size()));
        } catch (ServingException e) {
            handler.failed(e);
        } catch (RuntimeException e) {
            handler.failed(ServingException.internal("the answer could not be written: " + e, e));
        }
    }
}
