package io.inferry.protocol.openinference.grpc;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.management.Management;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.protocol.openinference.wire.Datatype;
import io.inferry.protocol.openinference.wire.PublishedModel;
import io.inferry.protocol.openinference.wire.ServerSettings;
import io.inferry.transport.ProtocolContext;
import io.inferry.transport.grpc.GrpcMethod;
import io.inferry.transport.protobuf.ProtoReader;
import io.inferry.transport.protobuf.ProtoWriter;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The methods of {@code inference.GRPCInferenceService}. */
public final class GrpcService {
    private static final String NAME = "inference.GRPCInferenceService";

    private final Management management;

    private GrpcService(Management management) {
        this.management = management;
    }

    /** All methods, answering with these. */
    public static List<GrpcMethod<?, ?>> methods(ProtocolContext context, ServerSettings settings) {
        GrpcService service = new GrpcService(context.management());
        return List.of(
                new GrpcMethod<>(
                        NAME,
                        "ModelInfer",
                        new InferCodec(context.inference().memory()),
                        new InferMethod(context.inference())),
                method("ServerLive", Nothing::read, _ -> true, GrpcService::writeFlag),
                method("ServerReady", Nothing::read, service::serverReady, GrpcService::writeFlag),
                method("ModelReady", NamedModel::read, service::modelReady, GrpcService::writeFlag),
                method("ServerMetadata", Nothing::read, _ -> settings, GrpcService::writeServer),
                method("ModelMetadata", NamedModel::read, service::model, GrpcService::writeModel));
    }

    private static <Q, A> GrpcMethod<Q, A> method(
            String name,
            Function<ProtoReader, Q> read,
            Function<Q, A> act,
            BiConsumer<A, ProtoWriter> write) {
        return new GrpcMethod<>(
                NAME,
                name,
                new MessageCodec<>(read, write),
                (request, call) -> call.answer(act.apply(request)));
    }

    private boolean serverReady(Nothing request) {
        return management.readiness().ready();
    }

    /** A model that nobody knows is as little ready as one that loads: a probe wants no error. */
    private boolean modelReady(NamedModel model) {
        try {
            return PublishedModel.isReady(management, model.ref());
        } catch (ServingException e) {
            if (e.code() == ErrorCode.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private PublishedModel model(NamedModel model) {
        return PublishedModel.find(management, model.ref(), Signature.DEFAULT_NAME);
    }

    private static void writeFlag(boolean flag, ProtoWriter writer) {
        writer.bool(1, flag);
    }

    private static void writeServer(ServerSettings settings, ProtoWriter writer) {
        writer.string(1, settings.serverName())
                .string(2, settings.serverVersion())
                .strings(3, ServerSettings.EXTENSIONS);
    }

    /** Field 6 stays unset: OIP and MLServer give it types that break each other's clients. */
    private static void writeModel(PublishedModel model, ProtoWriter writer) {
        writer.string(1, model.name()).strings(2, model.versions()).string(3, model.platform());
        model.signature().inputs().forEach(spec -> writer.message(4, tensor(spec)));
        model.signature().outputs().forEach(spec -> writer.message(5, tensor(spec)));
    }

    private static ProtoWriter tensor(TensorSpec spec) {
        return new ProtoWriter()
                .string(1, spec.name())
                .string(2, Datatype.name(spec.dataType()))
                .packed(3, spec.shape().toArray());
    }
}
