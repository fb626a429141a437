package io.inferry.transport.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.inferry.api.ServingException;
import io.inferry.transport.Endpoint;
import io.inferry.transport.grpc.GrpcAnswer;
import io.inferry.transport.grpc.GrpcCodec;
import io.inferry.transport.grpc.GrpcHandler;
import io.inferry.transport.grpc.GrpcMethod;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a handler reads of a caller's metadata, and what it adds to an answer's. */
final class GrpcHeadersTest {
    private static final Metadata.Key<String> ROUTE = key("x-route");

    private final AtomicReference<Metadata> headers = new AtomicReference<>(new Metadata());
    private final AtomicReference<Metadata> trailers = new AtomicReference<>(new Metadata());

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }

    /** A length in, a text out. */
    private static final class Texts implements GrpcCodec<Integer, String> {
        @Override
        public Integer decode(List<ByteBuffer> parts, int length) {
            return length;
        }

        @Override
        public GrpcAnswer encode(String answer) {
            if (answer.isEmpty()) {
                throw ServingException.invalidArgument("nothing to say");
            }
            return GrpcAnswer.of(answer.getBytes(StandardCharsets.UTF_8));
        }
    }

    private String ask(GrpcHandler<Integer, String> handler, Metadata sent) {
        var method = new GrpcMethod<>("test.Text", "Call", new Texts(), handler);
        var endpoint = new Endpoint.Grpc("grpc", 9000, List.of(method));
        try (var listeners = Listeners.open(ListenSettings.onFreePorts(), List.of(endpoint))) {
            ManagedChannel channel =
                    NettyChannelBuilder.forAddress("127.0.0.1", listeners.port("grpc"))
                            .usePlaintext()
                            .build();
            try {
                byte[] answer =
                        ClientCalls.blockingUnaryCall(
                                ClientInterceptors.intercept(
                                        channel,
                                        MetadataUtils.newAttachHeadersInterceptor(sent),
                                        MetadataUtils.newCaptureMetadataInterceptor(
                                                headers, trailers)),
                                ByteMethod.of("test.Text/Call"),
                                CallOptions.DEFAULT,
                                new byte[0]);
                return new String(answer, StandardCharsets.UTF_8);
            } finally {
                channel.shutdownNow();
            }
        }
    }

    @Test
    void theFirstOfSeveralValuesIsRead() {
        Metadata sent = new Metadata();
        sent.put(key("x-who"), "one");
        sent.put(key("x-who"), "two");

        assertThat(ask((_, call) -> call.answer(call.header("X-Who").orElse("nobody")), sent))
                .isEqualTo("one");
    }

    @Test
    void aNameThatNoMetadataCanHaveIsAbsent() {
        String answer =
                ask(
                        (_, call) ->
                                call.answer(
                                        call.header("x-bytes-bin")
                                                .or(() -> call.header("no name"))
                                                .or(call::caller)
                                                .orElse("nothing")),
                        new Metadata());

        assertThat(answer).isEqualTo("nothing");
    }

    @Test
    void headersGoBeforeTheAnswer() {
        ask(
                (_, call) -> {
                    call.answerHeader("x-route", "first");
                    call.answerHeader("x-route", "second");
                    Thread.ofVirtual().start(() -> call.answer("yes"));
                },
                new Metadata());

        assertThat(headers.get().getAll(ROUTE)).containsExactly("second");
        assertThat(trailers.get().containsKey(ROUTE)).isFalse();
    }

    @Test
    void failuresHaveThemBesideTheStatus() {
        GrpcHandler<Integer, String> failing =
                (_, call) -> {
                    call.answerHeader("x-route", "failed");
                    throw ServingException.notFound("nothing here");
                };

        assertThatThrownBy(() -> ask(failing, new Metadata()))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessage("NOT_FOUND: nothing here");
        assertThat(trailers.get().get(ROUTE)).isEqualTo("failed");
    }

    @Test
    void answersThatCannotBeWrittenHaveThemToo() {
        GrpcHandler<Integer, String> unwritable =
                (_, call) -> {
                    call.answerHeader("x-route", "unwritable");
                    call.answer("");
                };

        assertThatThrownBy(() -> ask(unwritable, new Metadata()))
                .hasMessage("INVALID_ARGUMENT: nothing to say");
        assertThat(trailers.get().get(ROUTE)).isEqualTo("unwritable");
    }
}
