package io.inferry.protocol.openinference.grpc;

import inference.GRPCInferenceServiceGrpc;
import inference.OpenInference.ModelInferRequest;
import inference.OpenInference.ModelInferRequest.InferInputTensor;
import inference.OpenInference.ModelInferResponse;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.util.concurrent.TimeUnit;

/** A client generated from the published proto. */
final class GrpcCaller implements AutoCloseable {
    private final ManagedChannel channel;

    GrpcCaller(int port) {
        channel =
                NettyChannelBuilder.forAddress("127.0.0.1", port)
                        .usePlaintext()
                        .maxInboundMessageSize(Integer.MAX_VALUE)
                        .build();
    }

    ManagedChannel channel() {
        return channel;
    }

    GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub stub() {
        return GRPCInferenceServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(20, TimeUnit.SECONDS);
    }

    ModelInferResponse infer(ModelInferRequest.Builder request) {
        return stub().modelInfer(request.build());
    }

    /** The status of a request that has to fail. */
    Status refused(ModelInferRequest.Builder request) {
        try {
            throw new AssertionError("was answered: " + infer(request));
        } catch (StatusRuntimeException e) {
            return e.getStatus();
        }
    }

    static ModelInferRequest.Builder to(String model) {
        return ModelInferRequest.newBuilder().setModelName(model);
    }

    static InferInputTensor.Builder input(String name, String datatype, long... shape) {
        InferInputTensor.Builder input =
                InferInputTensor.newBuilder().setName(name).setDatatype(datatype);
        for (long dim : shape) {
            input.addShape(dim);
        }
        return input;
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
