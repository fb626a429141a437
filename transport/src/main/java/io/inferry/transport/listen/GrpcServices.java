package io.inferry.transport.listen;

import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.inferry.transport.grpc.GrpcAnswer;
import io.inferry.transport.grpc.GrpcMethod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From protocols' methods to gRPC's services. */
final class GrpcServices {
    private GrpcServices() {}

    /**
     * One definition for each service named.
     *
     * @throws IllegalArgumentException when two methods have one name
     */
    static List<ServerServiceDefinition> define(List<GrpcMethod<?, ?>> methods, GrpcCalls calls) {
        Map<String, List<ServerMethodDefinition<?, ?>>> byService = new LinkedHashMap<>();
        for (GrpcMethod<?, ?> method : methods) {
            byService
                    .computeIfAbsent(method.service(), name -> new ArrayList<>())
                    .add(define(method, calls));
        }
        var services = new ArrayList<ServerServiceDefinition>();
        byService.forEach((name, definitions) -> services.add(service(name, definitions)));
        return services;
    }

    private static ServerServiceDefinition service(
            String name, List<ServerMethodDefinition<?, ?>> definitions) {
        var descriptor = ServiceDescriptor.newBuilder(name);
        for (var definition : definitions) {
            descriptor.addMethod(definition.getMethodDescriptor());
        }
        var service = ServerServiceDefinition.builder(descriptor.build());
        for (var definition : definitions) {
            service.addMethod(definition);
        }
        return service.build();
    }

    private static <Q, A> ServerMethodDefinition<Received<Q>, GrpcAnswer> define(
            GrpcMethod<Q, A> method, GrpcCalls calls) {
        var descriptor =
                MethodDescriptor.<Received<Q>, GrpcAnswer>newBuilder()
                        .setType(MethodDescriptor.MethodType.UNARY)
                        .setFullMethodName(
                                MethodDescriptor.generateFullMethodName(
                                        method.service(), method.name()))
                        .setRequestMarshaller(new RequestMarshaller<>(method.codec(), calls))
                        .setResponseMarshaller(new AnswerMarshaller())
                        .build();
        return ServerMethodDefinition.create(
                descriptor,
                (call, headers) -> {
                    calls.begun();
                    // Two, so that a second message is seen and refused.
                    call.request(2);
                    return new UnaryCall<>(method, call, headers, calls);
                });
    }
}
