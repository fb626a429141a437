package io.inferry.protocol.tfserving.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthTest {
    @TempDir private Path models;

    @Test
    void upstreamsNamesAreServingWhereTheOptionIsSet() {
        try (GrpcServer server = new GrpcServer(models, Map.of("grpc_health", "true"))) {
            for (String name : List.of("", "ModelService", "PredictionService")) {
                assertThat(check(server, name)).isEqualTo(ServingStatus.SERVING);
            }
            assertThat(GrpcCaller.refused(() -> check(server, GrpcService.PREDICTION_SERVICE)))
                    .startsWith("NOT_FOUND: ");
        }
    }

    @Test
    void withoutTheOptionThereIsNoHealthService() {
        try (GrpcServer server = new GrpcServer(models, Map.of())) {
            assertThat(GrpcCaller.refused(() -> check(server, ""))).startsWith("UNIMPLEMENTED: ");
        }
    }

    private static ServingStatus check(GrpcServer server, String name) {
        return HealthGrpc.newBlockingStub(server.caller().channel())
                .check(HealthCheckRequest.newBuilder().setService(name).build())
                .getStatus();
    }
}
