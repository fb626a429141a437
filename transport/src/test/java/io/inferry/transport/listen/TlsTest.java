package io.inferry.transport.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.CallOptions;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.transport.Endpoint;
import io.inferry.transport.grpc.GrpcAnswer;
import io.inferry.transport.grpc.GrpcCodec;
import io.inferry.transport.grpc.GrpcMethod;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/1.1, HTTP/2 and gRPC over TLS. */
final class TlsTest {
    @TempDir private static Path folder;
    private static SelfSigned own;

    @BeforeAll
    static void makeCertificate() throws Exception {
        own = new SelfSigned(folder);
    }

    private static Listeners open(TlsFiles files) {
        return Listeners.open(
                ListenSettings.onFreePorts()
                        .withListeners(ListenerSettings.onPort("test", 0).withTls(files)),
                List.of(Echo.endpoint(new Echo())));
    }

    private static HttpRequest post(Listeners listeners, byte[] body) {
        return HttpRequest.newBuilder(
                        URI.create("https://localhost:" + listeners.port("test") + "/echo"))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private static HttpClient client(SSLContext trust, Version version) {
        return HttpClient.newBuilder().sslContext(trust).version(version).build();
    }

    @Test
    void bothVersionsOfHttpCarryLargeBodies() throws Exception {
        byte[] body = new byte[3_000_000];
        new Random(1).nextBytes(body);
        for (Version version : Version.values()) {
            if (version.name().startsWith("HTTP_3")) {
                continue;
            }
            try (var listeners = open(own.files());
                    var client = client(own.anonymousClient(), version)) {
                var response = client.send(post(listeners, body), BodyHandlers.ofByteArray());
                assertThat(response.version()).isEqualTo(version);
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.body()).isEqualTo(body);
                assertThat(response.headers().firstValue("x-method")).contains("POST");
            }
        }
    }

    @Test
    void manyRequestsShareOneHttp2Connection() throws Exception {
        try (var listeners = open(own.files());
                var client = client(own.anonymousClient(), Version.HTTP_2)) {
            client.send(post(listeners, new byte[1]), BodyHandlers.discarding());
            List<CompletableFuture<HttpResponse<byte[]>>> answers =
                    java.util.stream.IntStream.range(0, 100)
                            .mapToObj(i -> post(listeners, new byte[i]))
                            .map(request -> client.sendAsync(request, BodyHandlers.ofByteArray()))
                            .toList();
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get(20, TimeUnit.SECONDS).body()).hasSize(i);
            }
            assertThat(listeners.status().getFirst().openConnections()).isEqualTo(1);
        }
    }

    @Test
    void anHttp2BodyAboveTheLimitIsRefused() throws Exception {
        var settings =
                ListenSettings.onFreePorts()
                        .withListeners(ListenerSettings.onPort("test", 0).withTls(own.files()))
                        .withLimits(ListenLimits.STANDARD.withBodyBytesMax(1_000));
        try (var listeners = Listeners.open(settings, List.of(Echo.endpoint(new Echo())));
                var client = client(own.anonymousClient(), Version.HTTP_2)) {
            var response = client.send(post(listeners, new byte[1_001]), BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(response.body()).contains("1001 bytes, the limit is 1000 bytes");
            var next = client.send(post(listeners, new byte[1_000]), BodyHandlers.ofByteArray());
            assertThat(next.body()).hasSize(1_000);
        }
    }

    @Test
    void certificateAndKeyMayBeGivenAsText() throws Exception {
        var texts =
                new TlsFiles(
                        text(own.files().certificate()), text(own.files().key()), Optional.empty());
        assertThat(texts.toString()).doesNotContain("BEGIN");
        try (var listeners = open(texts);
                var client = client(own.anonymousClient(), Version.HTTP_2)) {
            var response = client.send(post(listeners, new byte[3]), BodyHandlers.ofByteArray());
            assertThat(response.body()).hasSize(3);
        }
    }

    private static Pem text(Pem file) throws IOException {
        try (var bytes = file.open()) {
            return Pem.of(new String(bytes.readAllBytes(), StandardCharsets.US_ASCII));
        }
    }

    @Test
    void callersMustShowACertificateWhereOneIsAskedFor() throws Exception {
        var files =
                new TlsFiles(
                        own.files().certificate(),
                        own.files().key(),
                        Optional.of(new Pem.InFile(own.certificate())));
        try (var listeners = open(files);
                var known = client(own.knownClient(), Version.HTTP_2);
                var stranger = client(own.anonymousClient(), Version.HTTP_2)) {
            var response = known.send(post(listeners, new byte[3]), BodyHandlers.ofByteArray());
            assertThat(response.body()).hasSize(3);
            assertThatThrownBy(() ->
                            stranger.send(post(listeners, new byte[3]), BodyHandlers.discarding()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aBrokenKeyIsNamed() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.pem"), "no key");
        assertThatThrownBy(() -> open(TlsFiles.of(own.certificate(), broken)))
                .isInstanceOfSatisfying(
                        ServingException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.FAILED_PRECONDITION))
                .hasMessageContaining("listener 'test'")
                .hasMessageContaining("broken.pem");
    }

    @Test
    void grpcIsEncryptedToo() throws Exception {
        var codec =
                new GrpcCodec<Integer, Integer>() {
                    @Override
                    public Integer decode(List<ByteBuffer> parts, int length) {
                        return length;
                    }

                    @Override
                    public GrpcAnswer encode(Integer answer) {
                        return GrpcAnswer.of(new byte[answer]);
                    }
                };
        var method =
                new GrpcMethod<>(
                        "test.Echo", "Call", codec, (request, call) -> call.answer(request));
        var settings =
                ListenSettings.onFreePorts()
                        .withListeners(ListenerSettings.onPort("grpc", 0).withTls(own.files()));
        try (var listeners =
                Listeners.open(
                        settings, List.of(new Endpoint.Grpc("grpc", 9000, List.of(method))))) {
            var trust =
                    GrpcSslContexts.forClient().trustManager(own.certificate().toFile()).build();
            var channel =
                    NettyChannelBuilder.forAddress("localhost", listeners.port("grpc"))
                            .sslContext(trust)
                            .build();
            byte[] answer =
                    ClientCalls.blockingUnaryCall(
                            channel,
                            ByteMethod.of("test.Echo/Call"),
                            CallOptions.DEFAULT,
                            new byte[70_000]);
            assertThat(answer).hasSize(70_000);
            channel.shutdownNow();
        }
    }
}
