package io.inferry.protocol.tfserving.rest;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.inference.Answer;
import io.inferry.api.inference.Call;
import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.inference.Reply;
import io.inferry.api.model.ModelRef;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.protocol.tfserving.records.RequestLog;
import io.inferry.protocol.tfserving.records.Sample;
import io.inferry.protocol.tfserving.wire.Reading;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.http.HttpRequest;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Answers {@code :predict}. */
final class Prediction {
    private final RestCalls calls;
    private final TensorMemory memory;
    private final RequestLog log;

    Prediction(RestCalls calls, TensorMemory memory, RequestLog log) {
        this.calls = calls;
        this.memory = memory;
        this.log = log;
    }

    /**
     * Reads, runs and answers.
     *
     * @throws ServingException when the request does not come to run
     */
    void answer(ModelRef model, HttpRequest request, RestAnswer out) {
        Call call = calls.open(model, request, out, body -> RequestMap.scan(body).signatureName());
        PredictRequest predict = Reading.of(call, () -> read(call, request.body()));
        InferenceRequest asked =
                new InferenceRequest(
                        predict.signature(), predict.inputs(), List.of(), calls.terms(request));
        Sample sample = log.predict(call.model(), asked);
        Thread ioThread = Thread.currentThread();
        out.counted().running();
        call.run(
                asked,
                reply -> {
                    if (reply instanceof Answer) {
                        out.counted().ran();
                    }
                    Runnable answering = () -> end(reply, new Form(predict.layout(), sample), out);
                    if (Thread.currentThread().equals(ioThread)) {
                        answering.run();
                    } else {
                        answerOn(request.ioThread(), answering, reply);
                    }
                });
    }

    /** An instance has better to do than to write numbers. */
    private static void answerOn(Executor ioThread, Runnable answering, Reply reply) {
        try {
            ioThread.execute(answering);
        } catch (RejectedExecutionException listenerHasClosed) {
            if (reply instanceof Answer answer) {
                answer.close();
            }
        }
    }

    private PredictRequest read(Call call, Bytes body) {
        return OnePassReader.read(body, call.model(), memory)
                .or(() -> TableBody.read(body, call.model(), memory))
                .orElseGet(() -> CarefulReader.read(body, call.model(), memory));
    }

    /** What an answer is written as, and who hears of it. */
    private record Form(Layout layout, Sample sample) {}

    private static void end(Reply reply, Form form, RestAnswer out) {
        switch (reply) {
            case Answer answer -> end(answer, form, out);
            case Reply.Failure failure -> out.fail(failure.exception());
        }
    }

    private static void end(Answer answer, Form form, RestAnswer out) {
        Bytes json;
        try (answer) {
            json = PredictionWriter.write(form.layout(), answer.outputs());
            form.sample().answered(answer);
        } catch (ServingException e) {
            out.fail(e);
            return;
        } catch (RuntimeException e) {
            out.fail(
                    ServingException.of(
                            ErrorCode.INTERNAL, "the answer could not be written: " + e));
            return;
        }
        out.send(json);
    }
}
