package io.inferry.transport.grpc;

/**
 * One unary method.
 *
 * @param service full name, {@code inference.GRPCInferenceService}
 * @param name {@code ModelInfer}
 * @param <Q> the request as the protocol decodes it
 * @param <A> the answer as the protocol encodes it
 */
public record GrpcMethod<Q, A>(
        String service, String name, GrpcCodec<Q, A> codec, GrpcHandler<Q, A> handler) {}
