package io.inferry.transport.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import io.inferry.transport.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GrpcHealthTest {
    private Listeners listeners;
    private ManagedChannel channel;

    private HealthGrpc.HealthBlockingStub open(String... names) {
        listeners =
                Listeners.open(
                        ListenSettings.onFreePorts(),
                        List.of(
                                new Endpoint.Grpc("grpc", 9000, List.of()),
                                new Endpoint.Grpc("grpc", 9000, List.of(), List.of(names))));
        channel =
                NettyChannelBuilder.forAddress("127.0.0.1", listeners.port("grpc"))
                        .usePlaintext()
                        .build();
        return HealthGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() {
        channel.shutdownNow();
        listeners.close();
    }

    @Test
    void namesOfTheEndpointAndTheEmptyOneAreServing() {
        var health = open("A", "B");
        for (String name : List.of("", "A", "B")) {
            assertThat(health.check(ask(name)).getStatus()).isEqualTo(ServingStatus.SERVING);
        }
        assertThat(refused(health, "C").getCode()).isEqualTo(Status.Code.NOT_FOUND);
    }

    @Test
    void withoutNamesThereIsNoService() {
        assertThat(refused(open(), "").getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
    }

    @Test
    void whoWatchesIsToldOfTheStopAndHoldsItUpNoLonger() throws Exception {
        open("A");
        var told = new Told();
        HealthGrpc.newStub(channel).watch(ask("A"), told);
        assertThat(told.next()).isEqualTo("SERVING");

        assertThat(listeners.awaitIdle(Duration.ofSeconds(20))).isTrue();

        assertThat(told.next()).isEqualTo("NOT_SERVING");
        assertThat(told.next()).isEqualTo("UNAVAILABLE");
    }

    @Test
    void whoStopsWatchingIsForgotten() throws Exception {
        open("A");
        var told = new Told();
        var other =
                NettyChannelBuilder.forAddress("127.0.0.1", listeners.port("grpc"))
                        .usePlaintext()
                        .build();
        HealthGrpc.newStub(other).watch(ask("A"), told);
        assertThat(told.next()).isEqualTo("SERVING");
        other.shutdownNow();
        assertThat(other.awaitTermination(20, TimeUnit.SECONDS)).isTrue();

        assertThat(listeners.awaitIdle(Duration.ofSeconds(20))).isTrue();
    }

    private static HealthCheckRequest ask(String name) {
        return HealthCheckRequest.newBuilder().setService(name).build();
    }

    private static Status refused(HealthGrpc.HealthBlockingStub health, String name) {
        return catchThrowableOfType(StatusRuntimeException.class, () -> health.check(ask(name)))
                .getStatus();
    }

    /** What a watcher hears, in order; the end by its code. */
    private static final class Told implements StreamObserver<HealthCheckResponse> {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        String next() throws InterruptedException {
            String next = heard.poll(20, TimeUnit.SECONDS);
            return next == null ? "nothing" : next;
        }

        @Override
        public void onNext(HealthCheckResponse response) {
            heard.add(response.getStatus().name());
        }

        @Override
        public void onError(Throwable failure) {
            heard.add(Status.fromThrowable(failure).getCode().name());
        }

        @Override
        public void onCompleted() {
            heard.add("completed");
        }
    }
}
