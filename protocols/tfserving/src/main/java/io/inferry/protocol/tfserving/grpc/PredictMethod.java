package io.inferry.protocol.tfserving.grpc;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Answer;
import io.inferry.api.inference.Call;
import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.inference.Reply;
import io.inferry.api.inference.Terms;
import io.inferry.api.inference.Terms.Strictness;
import io.inferry.api.model.Signature;
import io.inferry.protocol.tfserving.monitoring.Api;
import io.inferry.protocol.tfserving.monitoring.CountedRequest;
import io.inferry.protocol.tfserving.monitoring.RequestCounts;
import io.inferry.protocol.tfserving.records.RequestLog;
import io.inferry.protocol.tfserving.records.Sample;
import io.inferry.protocol.tfserving.wire.Reading;
import io.inferry.protocol.tfserving.wire.RequestedModel;
import io.inferry.protocol.tfserving.wire.Servables;
import io.inferry.transport.RouteHeaders;
import io.inferry.transport.grpc.GrpcCall;
import io.inferry.transport.grpc.GrpcHandler;

/** PredictionService.Predict. */
final class PredictMethod implements GrpcHandler<PredictMessage, PredictAnswer> {
    private static final int STANDARD_PRIORITY = 0;

    private final Servables servables;
    private final RequestCounts counts;
    private final RequestLog log;

    PredictMethod(Servables servables, RequestCounts counts, RequestLog log) {
        this.servables = servables;
        this.counts = counts;
        this.log = log;
    }

    @Override
    public void handle(PredictMessage message, GrpcCall<PredictAnswer> grpc) {
        String name = message.model().map(RequestedModel::name).orElse("");
        CountedRequest counted = counts.begin(name, Api.GRPC_PREDICT, grpc.arrivedNanos());
        try (message) {
            RequestedModel model = message.model().orElseThrow(RequestedModel::missing);
            Call call = open(model, message, grpc);
            InferenceRequest request = Reading.of(call, () -> read(call, message, grpc));
            Sample sample = log.predict(call.model(), request);
            counted.running();
            call.run(
                    request,
                    reply -> {
                        switch (reply) {
                            case Answer answer -> {
                                counted.ran();
                                grpc.answer(new PredictAnswer(name, answer, counted, sample));
                            }
                            case Reply.Failure failure -> {
                                counted.failed(failure.exception().code());
                                grpc.fail(failure.exception());
                            }
                        }
                    });
        } catch (ServingException e) {
            counted.failed(e.code());
            grpc.fail(e);
        }
    }

    private Call open(RequestedModel model, PredictMessage message, GrpcCall<PredictAnswer> grpc) {
        Exchange exchange =
                Exchange.begin(GrpcService.PROTOCOL, grpc.arrivedNanos(), grpc.ioThread())
                        .saying(new PredictFacts(message, grpc));
        try {
            Call call = servables.open(model.ref(), exchange);
            grpc.onCancel(exchange::cancel);
            return call;
        } finally {
            RouteHeaders.on(grpc, exchange);
        }
    }

    private static InferenceRequest read(
            Call call, PredictMessage message, GrpcCall<PredictAnswer> grpc) {
        String name = message.model().orElseThrow(RequestedModel::missing).signatureName();
        Signature signature = SignatureMatch.signature(call.model(), name, message);
        return new InferenceRequest(
                signature.name(),
                SignatureMatch.inputs(signature, message),
                message.outputs(),
                new Terms(Strictness.NAMES, STANDARD_PRIORITY, grpc.deadlineNanos()));
    }
}
