package io.inferry.transport.listen;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * gRPC's own health service. A class of its own, so that a listener without it loads nothing of it.
 */
final class GrpcHealth {
    private final HealthStatusManager statuses = new HealthStatusManager();
    private final Watches watches = new Watches();

    GrpcHealth(List<String> names) {
        names.forEach(name -> statuses.setStatus(name, ServingStatus.SERVING));
    }

    ServerServiceDefinition service() {
        return ServerInterceptors.intercept(statuses.getHealthService(), watches);
    }

    /** Tells everybody that nothing is served any more, and ends the calls that watch. */
    void stop() {
        statuses.enterTerminalState();
        watches.end();
    }

    /** Watching goes on until the caller leaves: without this, stopping would wait for that. */
    private static final class Watches implements ServerInterceptor {
        private static final Status STOPPING =
                Status.UNAVAILABLE.withDescription("the server is stopping");

        private final Set<ServerCall<?, ?>> open = ConcurrentHashMap.newKeySet();

        /** Set before the open calls are looked at, and read after one was added. */
        private volatile boolean stopped;

        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            if (call.getMethodDescriptor().getType().serverSendsOneMessage()) {
                return next.startCall(call, headers);
            }
            var watched =
                    new SimpleForwardingServerCall<Q, A>(call) {
                        @Override
                        public void close(Status status, Metadata trailers) {
                            if (open.remove(this)) {
                                super.close(status, trailers);
                            }
                        }
                    };
            open.add(watched);
            if (stopped) {
                watched.close(STOPPING, new Metadata());
            }
            return new Watch<>(next.startCall(watched, headers), () -> open.remove(watched));
        }

        void end() {
            stopped = true;
            open.forEach(call -> call.close(STOPPING, new Metadata()));
        }
    }

    /** Forgets a call whose caller left. */
    private static final class Watch<Q> extends SimpleForwardingServerCallListener<Q> {
        private final Runnable forget;

        Watch(ServerCall.Listener<Q> delegate, Runnable forget) {
            super(delegate);
            this.forget = forget;
        }

        @Override
        public void onCancel() {
            forget.run();
            super.onCancel();
        }
    }
}
