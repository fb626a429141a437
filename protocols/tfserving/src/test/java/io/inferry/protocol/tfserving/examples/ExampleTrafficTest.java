package io.inferry.protocol.tfserving.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.settings.ModelSettings;
import io.inferry.api.settings.ModelSettingsReader;
import io.inferry.api.settings.VersionSelection;
import io.inferry.api.traffic.Condition;
import io.inferry.api.traffic.RequestField;
import io.inferry.api.traffic.RequestField.Source;
import io.inferry.api.traffic.Share;
import io.inferry.api.traffic.TextMatch;
import io.inferry.api.traffic.TrafficPlan;
import io.inferry.api.traffic.TrafficRule;
import io.inferry.api.traffic.TrafficSplit;
import io.inferry.contracts.ProtocolServer;
import io.inferry.protocol.tfserving.TensorFlowServing;
import io.inferry.protocol.tfserving.proto.ClassificationRequest;
import io.inferry.protocol.tfserving.proto.Example;
import io.inferry.protocol.tfserving.proto.ExampleList;
import io.inferry.protocol.tfserving.proto.Feature;
import io.inferry.protocol.tfserving.proto.Features;
import io.inferry.protocol.tfserving.proto.FloatList;
import io.inferry.protocol.tfserving.proto.InferenceTask;
import io.inferry.protocol.tfserving.proto.Input;
import io.inferry.protocol.tfserving.proto.ModelSpec;
import io.inferry.protocol.tfserving.proto.MultiInferenceRequest;
import io.inferry.protocol.tfserving.proto.PredictionServiceGrpc;
import io.inferry.protocol.tfserving.proto.PredictionServiceGrpc.PredictionServiceBlockingStub;
import io.inferry.protocol.tfserving.proto.RegressionRequest;
import io.inferry.transport.listen.ListenSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules of traffic over examples: where the feature {@code x} is 2, version 1 answers, else 2. */
class ExampleTrafficTest {
    private static final Metadata.Key<String> VERSION = key("x-inferry-model-version");

    @TempDir private static Path models;
    private static ProtocolServer server;
    private static ManagedChannel channel;

    private final AtomicReference<Metadata> headers = new AtomicReference<>(new Metadata());
    private final AtomicReference<Metadata> trailers = new AtomicReference<>(new Metadata());

    @BeforeAll
    static void start() throws Exception {
        HalfPlusEngine.write(models, "half", 1);
        HalfPlusEngine.write(models, "half", 2);
        Files.createFile(models.resolve("half").resolve(ModelSettingsReader.FILE_NAME));
        ModelSettings standard = ModelSettings.STANDARD;
        ModelSettings both =
                new ModelSettings(
                        standard.engine(),
                        new VersionSelection.All(),
                        standard.labels(),
                        standard.batching(),
                        standard.instances(),
                        standard.warmup(),
                        standard.limits(),
                        standard.engineOptions());
        server =
                ProtocolServer.start(
                        ProtocolServer.over(models).settingsReader(_ -> both).start(),
                        new TensorFlowServing(),
                        ListenSettings.onFreePorts(),
                        Map.of("cors", "true"));
        var two = new Condition(new RequestField(Source.INPUT, "x"), new TextMatch.Exact("2"));
        var one = new TrafficSplit(List.of(Share.all(new VersionChoice.Exact(1))));
        server.serving()
                .management()
                .traffic()
                .setPlan(
                        "half",
                        new TrafficPlan(
                                List.of(new TrafficRule("two", List.of(List.of(two)), one)),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                List.of()));
        channel =
                NettyChannelBuilder.forAddress(
                                "127.0.0.1", server.port(TensorFlowServing.GRPC_LISTENER))
                        .usePlaintext()
                        .build();
    }

    @AfterAll
    static void stop() {
        channel.shutdownNow();
        try (ProtocolServer running = server) {
            running.awaitNoTensors();
        }
    }

    @Test
    void classifyAndRegressAreRoutedByTheFirstExample() {
        ModelSpec.Builder spec = ModelSpec.newBuilder().setName("half");
        var _ =
                stub().classify(
                                ClassificationRequest.newBuilder()
                                        .setModelSpec(spec)
                                        .setInput(input(2))
                                        .build());
        assertThat(headers.get().get(VERSION)).isEqualTo("1");
        assertThat(headers.get().get(key("x-inferry-route"))).isEqualTo("rule/two");

        var _ =
                stub().regress(
                                RegressionRequest.newBuilder()
                                        .setModelSpec(spec.setSignatureName("regress_x_to_y"))
                                        .setInput(input(3))
                                        .build());
        assertThat(headers.get().get(VERSION)).isEqualTo("2");
    }

    @Test
    void refusedExamplesTellTheirRoute() {
        Throwable refusal =
                catchThrowable(() ->
                        stub().regress(
                                        RegressionRequest.newBuilder()
                                                .setModelSpec(
                                                        ModelSpec.newBuilder().setName("half"))
                                                .setInput(input(2))
                                                .build()));

        assertThat(refusal).hasMessageContaining("FAILED_PRECONDITION");
        assertThat(trailers.get().get(VERSION)).isEqualTo("1");
    }

    @Test
    void tasksOfOneCallShareOneRoute() {
        var request = MultiInferenceRequest.newBuilder().setInput(input(2));
        for (String signature : List.of("regress_x_to_y", "classify_x_to_y")) {
            request.addTasks(
                    InferenceTask.newBuilder()
                            .setMethodName("tensorflow/serving/" + signature.replaceAll("_.*", ""))
                            .setModelSpec(
                                    ModelSpec.newBuilder()
                                            .setName("half")
                                            .setSignatureName(signature)));
        }

        var response = stub().multiInference(request.build());

        assertThat(response.getResultsList())
                .extracting(result -> result.getModelSpec().getVersion().getValue())
                .containsExactly(1L, 1L);
        assertThat(headers.get().getAll(VERSION)).containsExactly("1");
    }

    @Test
    void browsersAreToldWhichHeadersToRead() throws Exception {
        HttpResponse<String> routed = post("half:classify", "{\"examples\": [{\"x\": 2.0}]}");
        HttpResponse<String> plain =
                post("half/versions/1:classify", "{\"examples\": [{\"x\": 2.0}]}");

        assertThat(routed.statusCode()).isEqualTo(200);
        assertThat(routed.headers().firstValue("x-inferry-model-version")).contains("1");
        assertThat(routed.headers().firstValue("Access-Control-Expose-Headers"))
                .hasValueSatisfying(names ->
                        assertThat(names).contains("x-inferry-request-id, x-inferry-model"));
        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(plain.headers().firstValue("x-inferry-model-version")).isEmpty();
        assertThat(plain.headers().firstValue("Access-Control-Expose-Headers")).isEmpty();
    }

    @Test
    void regressionsOverRestAreRoutedByTheContextToo() throws Exception {
        HttpResponse<String> response =
                post(
                        "half:regress",
                        """
                        {"signature_name": "regress_x_to_y", "context": {"x": 2.0},
                         "examples": [{}, {"x": 3.0}]}
                        """);

        assertThat(response.body()).contains("[3.0, 3.5]");
        assertThat(response.headers().firstValue("x-inferry-model-version")).contains("1");
    }

    private static HttpResponse<String> post(String call, String body) throws Exception {
        int port = server.port(TensorFlowServing.REST_LISTENER);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + port + "/v1/models/" + call))
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private PredictionServiceBlockingStub stub() {
        return PredictionServiceGrpc.newBlockingStub(
                ClientInterceptors.intercept(
                        channel, MetadataUtils.newCaptureMetadataInterceptor(headers, trailers)));
    }

    private static Input input(float x) {
        Feature feature =
                Feature.newBuilder().setFloatList(FloatList.newBuilder().addValue(x)).build();
        Example example =
                Example.newBuilder()
                        .setFeatures(Features.newBuilder().putFeature("x", feature))
                        .build();
        return Input.newBuilder()
                .setExampleList(ExampleList.newBuilder().addExamples(example))
                .build();
    }

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }
}
