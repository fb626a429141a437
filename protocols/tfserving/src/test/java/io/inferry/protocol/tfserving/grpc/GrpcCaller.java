package io.inferry.protocol.tfserving.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.Int64Value;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.contracts.GoldenValue;
import io.inferry.protocol.tfserving.proto.ModelServiceGrpc;
import io.inferry.protocol.tfserving.proto.ModelSpec;
import io.inferry.protocol.tfserving.proto.PredictRequest;
import io.inferry.protocol.tfserving.proto.PredictResponse;
import io.inferry.protocol.tfserving.proto.PredictionServiceGrpc;
import io.inferry.protocol.tfserving.proto.TensorProto;
import io.inferry.protocol.tfserving.proto.TensorShapeProto;
import io.inferry.protocol.tfserving.wire.TypeNumber;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A client generated from the published messages. */
final class GrpcCaller implements AutoCloseable {
    private static final int DEADLINE_SECONDS = 20;

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

    PredictionServiceGrpc.PredictionServiceBlockingStub predictions() {
        return PredictionServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    ModelServiceGrpc.ModelServiceBlockingStub models() {
        return ModelServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    PredictResponse predict(PredictRequest.Builder request) {
        return predictions().predict(request.build());
    }

    /** Code and text of a request that has to fail. */
    String refused(PredictRequest.Builder request) {
        return refused(() -> predict(request));
    }

    /** Code and text of a call that has to fail. */
    static String refused(Supplier<?> call) {
        try {
            throw new AssertionError("was answered: " + call.get());
        } catch (StatusRuntimeException e) {
            Status status = e.getStatus();
            return status.getCode() + ": " + status.getDescription();
        }
    }

    static PredictRequest.Builder to(String model) {
        return PredictRequest.newBuilder().setModelSpec(ModelSpec.newBuilder().setName(model));
    }

    static ModelSpec.Builder version(String model, long version) {
        return ModelSpec.newBuilder().setName(model).setVersion(Int64Value.of(version));
    }

    static TensorProto.Builder tensor(int dtype, long... dims) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long dim : dims) {
            shape.addDimBuilder().setSize(dim);
        }
        return TensorProto.newBuilder().setDtypeValue(dtype).setTensorShape(shape);
    }

    static TensorProto floats(float... values) {
        TensorProto.Builder tensor = tensor(1, values.length);
        for (float value : values) {
            tensor.addFloatVal(value);
        }
        return tensor.build();
    }

    static TensorProto texts(String... values) {
        TensorProto.Builder tensor = tensor(7, values.length);
        for (String value : values) {
            tensor.addStringVal(ByteString.copyFromUtf8(value));
        }
        return tensor.build();
    }

    /** Numbers in one piece, strings one by one. */
    static TensorProto tensor(GoldenValue value) {
        TensorProto.Builder proto =
                tensor(TypeNumber.of(value.dataType()), value.shape().toArray());
        try (Tensor tensor = value.tensor(TensorMemory.unpooled())) {
            switch (tensor) {
                case NumericTensor numbers ->
                        proto.setTensorContent(
                                ByteString.copyFrom(numbers.segment().asByteBuffer()));
                case StringTensor texts ->
                        texts.elements()
                                .forEach(text -> proto.addStringVal(ByteString.copyFrom(text)));
            }
        }
        return proto.build();
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
