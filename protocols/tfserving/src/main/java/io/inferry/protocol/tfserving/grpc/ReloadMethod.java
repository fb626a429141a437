package io.inferry.protocol.tfserving.grpc;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.protocol.tfserving.monitoring.RequestCounts;
import io.inferry.protocol.tfserving.proto.Metric;
import io.inferry.protocol.tfserving.proto.ReloadConfigRequest;
import io.inferry.protocol.tfserving.proto.ReloadConfigResponse;
import io.inferry.protocol.tfserving.proto.StatusProto;
import io.inferry.transport.grpc.GrpcCall;
import io.inferry.transport.grpc.GrpcHandler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * ModelService.HandleReloadConfigRequest. It waits for loads, so every call has a thread of its own
 * until it is answered.
 */
final class ReloadMethod implements GrpcHandler<ReloadConfigRequest, ReloadConfigResponse> {
    /** Calls that may wait at once; each waits for the one before it. */
    static final int CALLS_MAX = 16;

    /** Upstream waits for ever. */
    private static final Duration LONG = Duration.ofDays(365);

    private final Reload reload;
    private final RequestCounts counts;
    private final Semaphore calls = new Semaphore(CALLS_MAX);

    /**
     * @param counts whose counters callers may ask for
     */
    ReloadMethod(Reload reload, RequestCounts counts) {
        this.reload = reload;
        this.counts = counts;
    }

    @Override
    public void handle(ReloadConfigRequest request, GrpcCall<ReloadConfigResponse> grpc) {
        if (!request.getConfig().hasModelConfigList()) {
            throw ServingException.invalidArgument(
                    "ServerModelConfig type not supported by HandleReloadConfigRequest. Only"
                            + " ModelConfigList is currently supported");
        }
        if (!calls.tryAcquire()) {
            throw ServingException.resourceExhausted(
                    CALLS_MAX + " changes of the configuration wait already; try again later");
        }
        Thread thread =
                Thread.ofVirtual().name("inferry-reload").unstarted(() -> act(request, grpc));
        grpc.onCancel(thread::interrupt);
        thread.start();
    }

    private void act(ReloadConfigRequest request, GrpcCall<ReloadConfigResponse> grpc) {
        try {
            grpc.answer(change(request, grpc.deadlineNanos()));
        } catch (ServingException e) {
            grpc.fail(e);
        } catch (RuntimeException e) {
            grpc.fail(ServingException.internal("the configuration was not changed: " + e, e));
        } finally {
            calls.release();
        }
    }

    private ReloadConfigResponse change(ReloadConfigRequest request, long deadlineNanos) {
        Map<String, Long> before = totals(request.getMetricNamesList());
        Optional<String> complaint = reload.apply(request.getConfig(), timeLeft(deadlineNanos));
        if (complaint.isPresent()) {
            throw ServingException.of(ErrorCode.INTERNAL, complaint.get());
        }
        ReloadConfigResponse.Builder response =
                ReloadConfigResponse.newBuilder().setStatus(StatusProto.getDefaultInstance());
        totals(request.getMetricNamesList())
                .forEach((name, total) ->
                        response.addMetric(
                                Metric.newBuilder()
                                        .setName(name)
                                        .setInt64ValueIncrease(
                                                total - before.getOrDefault(name, 0L))));
        return response.build();
    }

    private Map<String, Long> totals(List<String> names) {
        Map<String, Long> totals = new LinkedHashMap<>();
        for (String name : names) {
            counts.total(name).ifPresent(total -> totals.put(name, total));
        }
        return totals;
    }

    private static Duration timeLeft(long deadlineNanos) {
        return deadlineNanos == Long.MAX_VALUE
                ? LONG
                : Duration.ofNanos(deadlineNanos - System.nanoTime());
    }
}
