package io.inferry.protocol.tfserving.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.Int64Value;
import io.inferry.api.ServingException;
import io.inferry.api.model.ModelDescription;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.protocol.tfserving.proto.DataType;
import io.inferry.protocol.tfserving.proto.GetModelMetadataRequest;
import io.inferry.protocol.tfserving.proto.GetModelMetadataResponse;
import io.inferry.protocol.tfserving.proto.ModelSpec;
import io.inferry.protocol.tfserving.proto.SignatureDef;
import io.inferry.protocol.tfserving.proto.SignatureDefMap;
import io.inferry.protocol.tfserving.proto.TensorInfo;
import io.inferry.protocol.tfserving.proto.TensorShapeProto;
import io.inferry.protocol.tfserving.wire.RequestedModel;
import io.inferry.protocol.tfserving.wire.Servables;
import io.inferry.protocol.tfserving.wire.TypeNumber;

/**
 * PredictionService.GetModelMetadata: the signatures of a version, the one thing upstream tells.
 */
final class ModelMetadata {
    private static final String SIGNATURE_DEF = "signature_def";

    private final Servables servables;

    ModelMetadata(Servables servables) {
        this.servables = servables;
    }

    /**
     * The answer.
     *
     * @throws ServingException INVALID_ARGUMENT or NOT_FOUND in upstream's words
     */
    GetModelMetadataResponse answer(GetModelMetadataRequest request) {
        if (!request.hasModelSpec()) {
            throw RequestedModel.missing();
        }
        if (request.getMetadataFieldCount() == 0) {
            throw ServingException.invalidArgument(
                    "GetModelMetadataRequest must specify at least one metadata_field");
        }
        for (String field : request.getMetadataFieldList()) {
            if (!field.equals(SIGNATURE_DEF)) {
                throw ServingException.invalidArgument(
                        "Metadata field " + field + " is not supported");
            }
        }
        ModelDescription model =
                servables.describe(RequestedModel.of(request.getModelSpec()).ref());
        return GetModelMetadataResponse.newBuilder()
                .setModelSpec(
                        ModelSpec.newBuilder()
                                .setName(model.id().name())
                                .setVersion(Int64Value.of(model.id().version())))
                .putMetadata(SIGNATURE_DEF, Any.pack(signatures(model)))
                .build();
    }

    private static SignatureDefMap signatures(ModelDescription model) {
        SignatureDefMap.Builder map = SignatureDefMap.newBuilder();
        model.signatures()
                .forEach((name, signature) -> map.putSignatureDef(name, definition(signature)));
        return map.build();
    }

    private static SignatureDef definition(Signature signature) {
        SignatureDef.Builder definition =
                SignatureDef.newBuilder().setMethodName(signature.method());
        signature.inputs().forEach(spec -> definition.putInputs(spec.name(), tensor(spec)));
        signature.outputs().forEach(spec -> definition.putOutputs(spec.name(), tensor(spec)));
        return definition.build();
    }

    private static TensorInfo tensor(TensorSpec spec) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        shape.setUnknownRank(spec.shape().isAny());
        for (int i = 0; i < spec.shape().rank(); i++) {
            TensorShapeProto.Dim.Builder dim = shape.addDimBuilder().setSize(spec.shape().dim(i));
            if (!spec.dimNames().isEmpty()) {
                dim.setName(spec.dimNames().get(i));
            }
        }
        return TensorInfo.newBuilder()
                .setName(spec.graphName())
                .setDtype(DataType.forNumber(TypeNumber.of(spec.dataType())))
                .setTensorShape(shape)
                .build();
    }
}
