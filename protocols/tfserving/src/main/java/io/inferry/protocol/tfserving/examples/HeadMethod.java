package io.inferry.protocol.tfserving.examples;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Call;
import io.inferry.api.model.ModelId;
import io.inferry.protocol.tfserving.monitoring.Api;
import io.inferry.protocol.tfserving.monitoring.CountedRequest;
import io.inferry.protocol.tfserving.wire.RequestedModel;
import io.inferry.transport.grpc.GrpcCall;
import io.inferry.transport.grpc.GrpcHandler;
import io.inferry.transport.protobuf.ProtoWriter;

/** PredictionService.Classify and Regress. */
final class HeadMethod implements GrpcHandler<ExampleMessage, ProtoWriter> {
    private static final int RESULT = 1;
    private static final int MODEL_SPEC = 2;

    private final ExampleMethod method;
    private final ServedHeads served;

    HeadMethod(ExampleMethod method, ServedHeads served) {
        this.method = method;
        this.served = served;
    }

    @Override
    public void handle(ExampleMessage message, GrpcCall<ProtoWriter> grpc) {
        String name = message.model().map(RequestedModel::name).orElse("");
        CountedRequest counted = served.counts().begin(name, api(), grpc.arrivedNanos());
        Ending ending = new Ending(message, grpc, counted);
        try {
            run(message, grpc, ending);
        } catch (ServingException e) {
            ending.failed(e);
        }
    }

    private Api api() {
        return switch (method) {
            case CLASSIFY -> Api.GRPC_CLASSIFY;
            case REGRESS -> Api.GRPC_REGRESS;
        };
    }

    private void run(ExampleMessage message, GrpcCall<ProtoWriter> grpc, Ending ending) {
        RequestedModel model = message.model().orElseThrow(RequestedModel::missing);
        Call call = served.open(model.ref(), message.examples(), grpc);
        HeadRun run;
        try {
            run =
                    new HeadRun(
                            served.heads().find(call.model(), model.signature(), method),
                            ServedHeads.notEmpty(message.examples()),
                            ServedHeads.terms(grpc));
        } catch (ServingException e) {
            call.fail(e);
            throw e;
        }
        ending.counted().running();
        run.start(call, grpc.ioThread(), served.watch().watch(call.model(), run, ending));
    }

    /** Writes what came of it. */
    private record Ending(
            ExampleMessage message, GrpcCall<ProtoWriter> grpc, CountedRequest counted)
            implements ResultHandler {
        @Override
        public void answered(ModelId id, ExampleResult result) {
            counted.ran();
            counted.hadExamples(result.examples());
            RequestedModel asked = message.model().orElseThrow();
            ProtoWriter answer =
                    new ProtoWriter()
                            .message(RESULT, ResultMessage.of(result))
                            .message(MODEL_SPEC, ResultMessage.modelSpec(asked, id.version()));
            counted.answered();
            grpc.answer(answer);
        }

        @Override
        public void failed(ServingException failure) {
            counted.failed(failure.code());
            grpc.fail(failure);
        }
    }
}
