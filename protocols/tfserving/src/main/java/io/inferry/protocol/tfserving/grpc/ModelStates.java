package io.inferry.protocol.tfserving.grpc;

import io.inferry.api.ServingException;
import io.inferry.api.management.Management;
import io.inferry.protocol.tfserving.proto.Code;
import io.inferry.protocol.tfserving.proto.GetModelStatusRequest;
import io.inferry.protocol.tfserving.proto.GetModelStatusResponse;
import io.inferry.protocol.tfserving.proto.ModelSpec;
import io.inferry.protocol.tfserving.proto.ModelVersionStatus;
import io.inferry.protocol.tfserving.proto.StatusProto;
import io.inferry.protocol.tfserving.wire.RequestedModel;
import io.inferry.protocol.tfserving.wire.ShownVersion;
import java.util.OptionalLong;

/**
 * ModelService.GetModelStatus. A label asks for all versions: upstream looks at the number only.
 */
final class ModelStates {
    private final Management management;

    ModelStates(Management management) {
        this.management = management;
    }

    /**
     * Newest version first.
     *
     * @throws ServingException INVALID_ARGUMENT or NOT_FOUND in upstream's words
     */
    GetModelStatusResponse answer(GetModelStatusRequest request) {
        if (!request.hasModelSpec()) {
            throw RequestedModel.missing();
        }
        ModelSpec spec = request.getModelSpec();
        OptionalLong version =
                spec.hasVersion()
                        ? OptionalLong.of(spec.getVersion().getValue())
                        : OptionalLong.empty();
        GetModelStatusResponse.Builder response = GetModelStatusResponse.newBuilder();
        for (ShownVersion each : ShownVersion.find(management, spec.getName(), version)) {
            response.addModelVersionStatus(
                    ModelVersionStatus.newBuilder()
                            .setVersion(each.version())
                            .setState(ModelVersionStatus.State.valueOf(each.state()))
                            .setStatus(
                                    StatusProto.newBuilder()
                                            .setErrorCode(Code.valueOf(each.code()))
                                            .setErrorMessage(each.message())));
        }
        return response.build();
    }
}
