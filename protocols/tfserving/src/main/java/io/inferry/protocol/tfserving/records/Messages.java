package io.inferry.protocol.tfserving.records;

import com.google.protobuf.ByteString;
import com.google.protobuf.Int64Value;
import com.google.protobuf.InvalidProtocolBufferException;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.RequestLogSettings;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.protocol.tfserving.proto.Example;
import io.inferry.protocol.tfserving.proto.ExampleList;
import io.inferry.protocol.tfserving.proto.Input;
import io.inferry.protocol.tfserving.proto.LogMetadata;
import io.inferry.protocol.tfserving.proto.ModelSpec;
import io.inferry.protocol.tfserving.proto.SamplingConfig;
import io.inferry.protocol.tfserving.proto.TensorProto;
import io.inferry.protocol.tfserving.proto.TensorShapeProto;
import io.inferry.protocol.tfserving.wire.TypeNumber;
import java.time.Instant;
import java.util.List;

/** Parts of log messages. */
final class Messages {
    private Messages() {}

    static ModelSpec spec(ModelId id, String signature) {
        return ModelSpec.newBuilder()
                .setName(id.name())
                .setVersion(Int64Value.of(id.version()))
                .setSignatureName(signature)
                .build();
    }

    static LogMetadata metadata(ModelSpec spec, RequestLogSettings settings, Instant now) {
        return LogMetadata.newBuilder()
                .setModelSpec(spec)
                .setSamplingConfig(
                        SamplingConfig.newBuilder().setSamplingRate(settings.samplingRate()))
                .setTimestampSecs(now.getEpochSecond())
                .build();
    }

    /** A copy of a tensor. */
    static TensorProto tensor(Tensor tensor) {
        TensorProto.Builder message =
                TensorProto.newBuilder()
                        .setDtypeValue(TypeNumber.of(tensor.dataType()))
                        .setTensorShape(shape(tensor.shape()));
        switch (tensor) {
            case NumericTensor numbers ->
                    message.setTensorContent(ByteString.copyFrom(numbers.segment().asByteBuffer()));
            case StringTensor strings ->
                    strings.elements()
                            .forEach(text -> message.addStringVal(ByteString.copyFrom(text)));
        }
        return message.build();
    }

    private static TensorShapeProto shape(Shape shape) {
        TensorShapeProto.Builder message = TensorShapeProto.newBuilder();
        for (int i = 0; i < shape.rank(); i++) {
            message.addDim(TensorShapeProto.Dim.newBuilder().setSize(shape.dim(i)));
        }
        return message.build();
    }

    static Input input(List<byte[]> examples) throws InvalidProtocolBufferException {
        ExampleList.Builder list = ExampleList.newBuilder();
        for (byte[] example : examples) {
            list.addExamples(Example.parseFrom(example));
        }
        return Input.newBuilder().setExampleList(list).build();
    }
}
