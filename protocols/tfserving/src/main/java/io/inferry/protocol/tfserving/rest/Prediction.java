package io.inferry.protocol.tfserving.rest;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.inference.Answer;
import io.inferry.api.inference.Call;
import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.inference.Reply;
import io.inferry.api.inference.Terms;
import io.inferry.api.inference.Terms.Strictness;
import io.inferry.api.model.ModelRef;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.protocol.tfserving.wire.Options;
import io.inferry.protocol.tfserving.wire.Servables;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.http.HttpRequest;
import io.inferry.transport.http.HttpResponder;
import io.inferry.transport.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Answers {@code :predict}. */
final class Prediction {
    /** As metrics name it. */
    static final String PROTOCOL = "tfserving_rest";

    private static final int STANDARD_PRIORITY = 0;

    private final Servables servables;
    private final TensorMemory memory;
    private final Responses responses;
    private final long timeoutNanos;

    Prediction(Servables servables, TensorMemory memory, Responses responses, Options options) {
        this.servables = servables;
        this.memory = memory;
        this.responses = responses;
        timeoutNanos = TimeUnit.MILLISECONDS.toNanos(options.timeoutMillis());
    }

    /**
     * Reads, runs and answers.
     *
     * @throws ServingException when the request does not come to run
     */
    void answer(ModelRef model, HttpRequest request, HttpResponder responder) {
        long arrived = request.arrivedNanos();
        Exchange exchange = Exchange.begin(PROTOCOL, arrived, request.ioThread());
        Call call = open(model, exchange, request.body());
        PredictRequest predict = read(call, request.body());
        request.onDisconnect(exchange::cancel);
        Thread ioThread = Thread.currentThread();
        call.run(
                new InferenceRequest(
                        predict.signature(), predict.inputs(), List.of(), terms(arrived)),
                reply -> {
                    Runnable answering = () -> responder.send(encode(reply, predict.layout()));
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

    private Call open(ModelRef model, Exchange exchange, Bytes body) {
        try {
            return servables.open(model, exchange);
        } catch (ServingException e) {
            // Upstream reads the body before it looks for the model: bad JSON comes first.
            RequestMap.scan(body).signatureName();
            throw e;
        }
    }

    private PredictRequest read(Call call, Bytes body) {
        try {
            return OnePassReader.read(body, call.model(), memory)
                    .orElseGet(() -> CarefulReader.read(body, call.model(), memory));
        } catch (ServingException e) {
            call.fail(e);
            throw e;
        } catch (RuntimeException e) {
            ServingException failure =
                    ServingException.internal("the request could not be read: " + e, e);
            call.fail(failure);
            throw failure;
        }
    }

    private Terms terms(long arrivedNanos) {
        return new Terms(
                Strictness.NAMES,
                STANDARD_PRIORITY,
                timeoutNanos == 0 ? Terms.NO_DEADLINE : arrivedNanos + timeoutNanos);
    }

    private HttpResponse encode(Reply reply, Layout layout) {
        return switch (reply) {
            case Answer answer -> encode(answer, layout);
            case Reply.Failure failure -> responses.failed(failure.exception());
        };
    }

    private HttpResponse encode(Answer answer, Layout layout) {
        try (answer) {
            return responses.json(PredictionWriter.write(layout, answer.outputs()));
        } catch (ServingException e) {
            return responses.failed(e);
        } catch (RuntimeException e) {
            return responses.failed(
                    ServingException.of(
                            ErrorCode.INTERNAL, "the answer could not be written: " + e));
        }
    }
}
