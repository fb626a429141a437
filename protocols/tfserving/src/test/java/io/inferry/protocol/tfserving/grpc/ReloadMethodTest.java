package io.inferry.protocol.tfserving.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Context;
import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.contracts.Waiting;
import io.inferry.protocol.tfserving.monitoring.Api;
import io.inferry.protocol.tfserving.monitoring.RequestCounts;
import io.inferry.protocol.tfserving.proto.Code;
import io.inferry.protocol.tfserving.proto.ModelConfigList;
import io.inferry.protocol.tfserving.proto.ModelServerConfig;
import io.inferry.protocol.tfserving.proto.ModelServiceGrpc;
import io.inferry.protocol.tfserving.proto.ReloadConfigRequest;
import io.inferry.protocol.tfserving.proto.ReloadConfigResponse;
import io.inferry.transport.Endpoint;
import io.inferry.transport.listen.ListenSettings;
import io.inferry.transport.listen.Listeners;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The RPC itself; what a list of models means is tested where it is read. */
class ReloadMethodTest {
    private static final String REQUESTS = "/tensorflow/serving/request_count";

    private final RequestCounts counts = new RequestCounts();
    private Listeners listeners;
    private GrpcCaller caller;

    private void open(Reload reload) {
        listeners =
                Listeners.open(
                        ListenSettings.onFreePorts(),
                        List.of(
                                new Endpoint.Grpc(
                                        "grpc",
                                        8500,
                                        List.of(GrpcService.reload(reload, counts)))));
        caller = new GrpcCaller(listeners.port("grpc"));
    }

    @AfterEach
    void close() {
        caller.close();
        listeners.close();
    }

    @Test
    void wellAppliedListsAreOkInTheBodyToo() {
        open((config, most) -> Optional.empty());

        ReloadConfigResponse response = ask(list());

        assertThat(response.getStatus().getErrorCode()).isEqualTo(Code.OK);
        assertThat(response.getMetricList()).isEmpty();
    }

    @Test
    void countersTellHowMuchTheyGrewMeanwhile() {
        counts.begin("m", Api.GRPC_PREDICT, 0).failed(ErrorCode.INTERNAL);
        open((config, most) -> {
            counts.begin("m", Api.GRPC_PREDICT, 0).failed(ErrorCode.INTERNAL);
            counts.begin("n", Api.GRPC_PREDICT, 0).failed(ErrorCode.NOT_FOUND);
            return Optional.empty();
        });

        ReloadConfigResponse response =
                ask(list().addMetricNames(REQUESTS).addMetricNames("/nobody/counts/this"));

        assertThat(response.getMetricCount()).isEqualTo(1);
        assertThat(response.getMetric(0).getName()).isEqualTo(REQUESTS);
        assertThat(response.getMetric(0).getInt64ValueIncrease()).isEqualTo(2);
    }

    @Test
    void anythingButAListIsRefusedInUpstreamsWords() {
        open((config, most) -> Optional.empty());

        assertThat(GrpcCaller.refused(() -> ask(ReloadConfigRequest.newBuilder())))
                .isEqualTo(
                        "INVALID_ARGUMENT: ServerModelConfig type not supported by"
                                + " HandleReloadConfigRequest. Only ModelConfigList is currently"
                                + " supported");
    }

    @Test
    void modelsThatDoNotComeAndListsThatAreRefusedAreToldInTheStatus() {
        open((config, most) -> {
            if (config.getModelConfigList().getConfigCount() > 0) {
                throw ServingException.failedPrecondition("no");
            }
            return Optional.of("1 model(s) did not become available: {}");
        });

        assertThat(GrpcCaller.refused(() -> ask(list())))
                .isEqualTo("INTERNAL: 1 model(s) did not become available: {}");
        ReloadConfigRequest.Builder one = list();
        one.getConfigBuilder().getModelConfigListBuilder().addConfigBuilder().setName("m");
        assertThat(GrpcCaller.refused(() -> ask(one))).isEqualTo("FAILED_PRECONDITION: no");
    }

    @Test
    void theCallersDeadlineIsTheLongestWaitAndLeavingEndsIt() {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger interrupted = new AtomicInteger();
        open((config, most) -> {
            begun.incrementAndGet();
            assertThat(most.toSeconds()).isBetween(1L, 20L);
            try {
                assertThat(new CountDownLatch(1).await(20, TimeUnit.SECONDS)).isFalse();
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
            }
            return Optional.empty();
        });
        Context.CancellableContext context = Context.current().withCancellation();
        context.run(() -> {
            var _ =
                    ModelServiceGrpc.newFutureStub(caller.channel())
                            .withDeadlineAfter(20, TimeUnit.SECONDS)
                            .handleReloadConfigRequest(list().build());
        });
        Waiting.STANDARD.until("the reload begun", () -> begun.get() == 1);

        context.cancel(null);

        Waiting.STANDARD.until("the wait ended", () -> interrupted.get() == 1);
    }

    @Test
    void onlySoManyMayWait() {
        CountDownLatch done = new CountDownLatch(1);
        AtomicInteger waiting = new AtomicInteger();
        open((config, most) -> {
            waiting.incrementAndGet();
            try {
                assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        });
        for (int i = 0; i < ReloadMethod.CALLS_MAX; i++) {
            var _ =
                    ModelServiceGrpc.newFutureStub(caller.channel())
                            .handleReloadConfigRequest(list().build());
        }
        Waiting.STANDARD.until("all waiting", () -> waiting.get() == ReloadMethod.CALLS_MAX);

        assertThat(GrpcCaller.refused(() -> ask(list()))).startsWith("RESOURCE_EXHAUSTED: 16 ");

        done.countDown();
        Waiting.STANDARD.until("all answered", () -> inFlight() == 0);
        assertThat(ask(list()).getStatus().getErrorCode()).isEqualTo(Code.OK);
    }

    private int inFlight() {
        return listeners.status().getFirst().inFlight();
    }

    private static ReloadConfigRequest.Builder list() {
        return ReloadConfigRequest.newBuilder()
                .setConfig(
                        ModelServerConfig.newBuilder()
                                .setModelConfigList(ModelConfigList.getDefaultInstance()));
    }

    private ReloadConfigResponse ask(ReloadConfigRequest.Builder request) {
        return caller.models().handleReloadConfigRequest(request.build());
    }
}
