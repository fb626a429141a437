package io.inferry.protocol.tfserving.records;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.inferry.api.inference.WarmupRecords;
import io.inferry.api.management.ModelDeclaration;
import io.inferry.api.management.VersionState;
import io.inferry.api.management.VersionStatus;
import io.inferry.api.model.RequestLogSettings;
import io.inferry.api.settings.ModelSettings;
import io.inferry.contracts.ProtocolServer;
import io.inferry.contracts.Waiting;
import io.inferry.core.Serving;
import io.inferry.core.repository.RepositorySettings;
import io.inferry.protocol.tfserving.TensorFlowServing;
import io.inferry.protocol.tfserving.proto.PredictionLog;
import io.inferry.protocol.tfserving.proto.PredictionServiceGrpc;
import io.inferry.protocol.tfserving.warmup.TensorFlowWarmup;
import io.inferry.transport.listen.ListenLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A real server that logs every request of its models, and counts what it is warmed up with. */
final class LoggingServer implements AutoCloseable {
    private final Path logs;
    private final AtomicInteger replayed = new AtomicInteger();
    private final ProtocolServer server;
    private final ManagedChannel channel;

    LoggingServer(Path models, Path logs, String... names) {
        this.logs = logs;
        Map<String, ModelDeclaration> declared = new LinkedHashMap<>();
        for (String name : names) {
            declared.put(name, declared(models.resolve(name)));
        }
        WarmupRecords counting =
                (version, run) ->
                        new TensorFlowWarmup()
                                .replay(
                                        version,
                                        request -> {
                                            replayed.incrementAndGet();
                                            run.accept(request);
                                        });
        var often = new RepositorySettings(Duration.ofMillis(20), Duration.ZERO, ".done", 100, 4);
        Serving serving =
                Serving.builder()
                        .declared(declared)
                        .warmupRecords(List.of(counting))
                        .repository(often)
                        .start();
        server =
                ProtocolServer.start(
                        serving, new TensorFlowServing(), ListenLimits.STANDARD, Map.of());
        channel =
                ManagedChannelBuilder.forAddress(
                                "127.0.0.1", server.port(TensorFlowServing.GRPC_LISTENER))
                        .usePlaintext()
                        .build();
    }

    private ModelDeclaration declared(Path directory) {
        ModelSettings standard = ModelSettings.STANDARD;
        var log = new RequestLogSettings(logs.resolve("log").toString(), 1);
        return new ModelDeclaration(
                directory,
                new ModelSettings(
                        standard.engine(),
                        standard.versions(),
                        standard.labels(),
                        standard.batching(),
                        standard.instances(),
                        standard.warmup(),
                        standard.limits(),
                        standard.engineOptions(),
                        Optional.of(log)));
    }

    /** Requests replayed so far. */
    int replayed() {
        return replayed.get();
    }

    String post(String path, String body) throws IOException, InterruptedException {
        URI uri =
                URI.create(
                        "http://127.0.0.1:"
                                + server.port(TensorFlowServing.REST_LISTENER)
                                + "/v1/models/"
                                + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body)).build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    PredictionServiceGrpc.PredictionServiceBlockingStub grpc() {
        return PredictionServiceGrpc.newBlockingStub(channel);
    }

    List<PredictionLog> awaitRecords(String model, int count) {
        Waiting.STANDARD.until(count + " records", () -> records(model).size() >= count);
        return records(model);
    }

    private List<PredictionLog> records(String model) {
        try {
            List<PredictionLog> records = new ArrayList<>();
            for (Path file : files(model)) {
                for (byte[] record : RecordFile.read(file)) {
                    records.add(PredictionLog.parseFrom(record));
                }
            }
            return records;
        } catch (BrokenRecordsException beingWritten) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The model's log files. */
    List<Path> files(String model) throws IOException {
        try (Stream<Path> files = Files.list(logs)) {
            return files.filter(file -> file.toString().contains("log." + model + ".")).toList();
        }
    }

    VersionStatus awaitState(String model, long version, VersionState state) {
        Waiting.STANDARD.until(
                model + "/" + version + " " + state,
                () -> status(model, version).map(VersionStatus::state).equals(Optional.of(state)));
        return status(model, version).orElseThrow();
    }

    private Optional<VersionStatus> status(String model, long version) {
        return server.serving().management().model(model).stream()
                .flatMap(status -> status.versions().stream())
                .filter(each -> each.version() == version)
                .findFirst();
    }

    @Override
    public void close() {
        channel.shutdownNow();
        try {
            channel.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.awaitNoTensors();
        server.close();
    }
}
