package io.inferry.protocol.openinference.grpc;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Answer;
import io.inferry.api.inference.Call;
import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.Inference;
import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.inference.Reply;
import io.inferry.api.inference.Terms;
import io.inferry.api.model.ModelRef;
import io.inferry.protocol.openinference.wire.ModelNames;
import io.inferry.protocol.openinference.wire.RequestIds;
import io.inferry.protocol.openinference.wire.RequestedSignature;
import io.inferry.protocol.openinference.wire.RequestedTerms;
import io.inferry.transport.RouteHeaders;
import io.inferry.transport.grpc.GrpcCall;
import io.inferry.transport.grpc.GrpcHandler;

/** ModelInfer. */
final class InferMethod implements GrpcHandler<InferMessage, InferAnswer> {
    private static final String PROTOCOL = "openinference_grpc";

    private final Inference inference;

    InferMethod(Inference inference) {
        this.inference = inference;
    }

    @Override
    public void handle(InferMessage message, GrpcCall<InferAnswer> grpc) {
        try (message) {
            open(message, grpc);
        }
    }

    private void open(InferMessage message, GrpcCall<InferAnswer> grpc) {
        ModelRef ref = ModelNames.ref(message.model(), message.version());
        Exchange exchange = Exchange.begin(PROTOCOL, grpc.arrivedNanos(), grpc.ioThread());
        exchange.saying(new InferFacts(message, grpc));
        grpc.onCancel(exchange::cancel);
        Call call;
        try {
            call = inference.open(ref, exchange);
        } catch (ServingException e) {
            throw ModelNames.inOurWords(e, ref);
        } finally {
            RouteHeaders.on(grpc, exchange);
        }
        run(call, message, grpc);
    }

    private static void run(Call call, InferMessage message, GrpcCall<InferAnswer> grpc) {
        InferenceRequest request;
        try {
            message.mistake()
                    .ifPresent(mistake -> {
                        throw mistake;
                    });
            Terms terms =
                    RequestedTerms.of(
                            message.parameters(), grpc.arrivedNanos(), grpc.deadlineNanos());
            request =
                    new InferenceRequest(
                            RequestedSignature.of(message.parameters(), call.model()),
                            message.inputs().handOver(),
                            message.outputs(),
                            terms);
        } catch (ServingException e) {
            call.fail(e);
            grpc.fail(e);
            return;
        }
        String id = message.id();
        call.run(
                request,
                reply -> {
                    switch (reply) {
                        case Answer answer ->
                                grpc.answer(new InferAnswer(RequestIds.orNew(id), answer));
                        case Reply.Failure failure -> grpc.fail(failure.exception());
                    }
                });
    }
}
