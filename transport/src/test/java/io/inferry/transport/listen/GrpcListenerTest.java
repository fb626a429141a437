package io.inferry.transport.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.transport.Endpoint;
import io.inferry.transport.grpc.GrpcAnswer;
import io.inferry.transport.grpc.GrpcCall;
import io.inferry.transport.grpc.GrpcCodec;
import io.inferry.transport.grpc.GrpcHandler;
import io.inferry.transport.grpc.GrpcMethod;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** gRPC with a client that knows nothing but bytes. */
final class GrpcListenerTest {
    private final AtomicInteger answersSent = new AtomicInteger();
    private Listeners listeners;
    private ManagedChannel channel;

    /** Bytes in pieces to one array, and out again as two parts, one of them native. */
    private final class Pieces implements GrpcCodec<byte[], byte[]> {
        @Override
        public byte[] decode(List<ByteBuffer> parts, int length) {
            var whole = ByteBuffer.allocate(length);
            parts.forEach(whole::put);
            if (length > 0 && whole.get(0) == '!') {
                throw ServingException.invalidArgument("no message begins with !");
            }
            return whole.array();
        }

        @Override
        public GrpcAnswer encode(byte[] answer) {
            int half = answer.length / 2;
            var nativePart = ByteBuffer.allocateDirect(answer.length - half);
            nativePart.put(answer, half, answer.length - half).flip();
            return new GrpcAnswer(
                    List.of(ByteBuffer.wrap(answer, 0, half), nativePart),
                    answersSent::incrementAndGet);
        }
    }

    private void open(GrpcHandler<byte[], byte[]> handler) {
        open(handler, ListenLimits.STANDARD);
    }

    private void open(GrpcHandler<byte[], byte[]> handler, ListenLimits limits) {
        var method = new GrpcMethod<>("test.Echo", "Call", new Pieces(), handler);
        listeners =
                Listeners.open(
                        ListenSettings.onFreePorts().withLimits(limits),
                        List.of(new Endpoint.Grpc("grpc", 9000, List.of(method))));
        channel =
                NettyChannelBuilder.forAddress(
                                new InetSocketAddress("127.0.0.1", listeners.port("grpc")))
                        .usePlaintext()
                        .maxInboundMessageSize(Integer.MAX_VALUE)
                        .build();
    }

    @AfterEach
    void close() throws Exception {
        channel.shutdownNow();
        assertThat(channel.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        listeners.close();
    }

    private byte[] call(byte[] request) {
        return call(request, CallOptions.DEFAULT);
    }

    private byte[] call(byte[] request, CallOptions options) {
        return ClientCalls.blockingUnaryCall(
                channel, ByteMethod.of("test.Echo/Call"), options, request);
    }

    private Status failureOf(byte[] request, CallOptions options) {
        return catchThrowableOfType(StatusRuntimeException.class, () -> call(request, options))
                .getStatus();
    }

    @Test
    void messagesOfEverySizeComeBackWhole() {
        open((request, call) -> call.answer(request));
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int size : new int[] {0, 1, 3_136, 602_112, 5_000_001}) {
            byte[] message = new byte[size];
            random.nextBytes(message);
            if (size > 0) {
                message[0] = 1;
            }
            assertThat(call(message)).as("size %d seed %d", size, seed).isEqualTo(message);
        }
        assertThat(answersSent).hasValue(5);
    }

    @Test
    void answersMayComeFromOtherThreads() {
        open((request, call) -> Thread.ofVirtual().start(() -> call.answer(request)));
        assertThat(call(new byte[] {1, 2})).containsExactly(1, 2);
    }

    @Test
    void compressedMessagesAreInflated() {
        open((request, call) -> call.answer(request));
        byte[] zeros = new byte[100_000];
        assertThat(call(zeros, CallOptions.DEFAULT.withCompression("gzip"))).isEqualTo(zeros);
    }

    @Test
    void aMessageThatInflatesAboveTheLimitIsRefused() {
        open(
                (request, call) -> call.answer(request),
                ListenLimits.STANDARD.withInflatedBytesMax(50_000));
        var status = failureOf(new byte[100_000], CallOptions.DEFAULT.withCompression("gzip"));
        assertThat(status.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(status.getDescription()).contains("50000");
    }

    @Test
    void aMessageAboveTheLimitIsRefused() {
        open(
                (request, call) -> call.answer(request),
                ListenLimits.STANDARD.withBodyBytesMax(1_000));
        assertThat(failureOf(new byte[1_001], CallOptions.DEFAULT).getCode())
                .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(call(new byte[1_000])).hasSize(1_000);
    }

    @Test
    void moreBytesThanTheServerMayHoldAreRefusedAndGivenBack() {
        open(
                (request, call) -> call.answer(request),
                ListenLimits.STANDARD.withRequestsInFlightBytesMax(100_000));
        assertThat(failureOf(new byte[100_001], CallOptions.DEFAULT).getCode())
                .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        for (int i = 0; i < 5; i++) {
            assertThat(call(new byte[90_000])).hasSize(90_000);
        }
    }

    @Test
    void aCodecThatRefusesDecidesTheStatus() {
        open((request, call) -> call.answer(request));
        var status = failureOf(new byte[] {'!'}, CallOptions.DEFAULT);
        assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(status.getDescription()).isEqualTo("no message begins with !");
    }

    @Test
    void failuresKeepTheirCodeAndText() {
        open((_, call) -> call.fail(ServingException.notFound("no model 'x'")));
        var status = failureOf(new byte[0], CallOptions.DEFAULT);
        assertThat(status.getCode()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(status.getDescription()).isEqualTo("no model 'x'");
    }

    @Test
    void aHandlerThatThrowsEndsTheCall() {
        open((_, _) -> {
            throw new IllegalStateException("bug");
        });
        var status = failureOf(new byte[0], CallOptions.DEFAULT);
        assertThat(status.getCode()).isEqualTo(Status.Code.INTERNAL);
        assertThat(status.getDescription()).doesNotContain("bug");
    }

    @Test
    void anUnknownMethodIsUnimplemented() {
        open((request, call) -> call.answer(request));
        var failure =
                catchThrowableOfType(
                        StatusRuntimeException.class,
                        () ->
                                ClientCalls.blockingUnaryCall(
                                        channel,
                                        ByteMethod.of("test.Echo/Other"),
                                        CallOptions.DEFAULT,
                                        new byte[0]));
        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
    }

    @Test
    void aHandlerSeesDeadlineAndHeaders() {
        open((_, call) -> {
            long leftNanos = call.deadlineNanos() - System.nanoTime();
            boolean sane = leftNanos > 0 && leftNanos <= TimeUnit.SECONDS.toNanos(60);
            String header = call.header("x-who").orElse("nobody");
            call.answer((sane + " " + header).getBytes());
        });
        var metadata = new Metadata();
        metadata.put(Metadata.Key.of("x-who", Metadata.ASCII_STRING_MARSHALLER), "me");
        byte[] answer =
                ClientCalls.blockingUnaryCall(
                        io.grpc.ClientInterceptors.intercept(
                                channel, MetadataUtils.newAttachHeadersInterceptor(metadata)),
                        ByteMethod.of("test.Echo/Call"),
                        CallOptions.DEFAULT.withDeadlineAfter(60, TimeUnit.SECONDS),
                        new byte[0]);
        assertThat(new String(answer)).isEqualTo("true me");
    }

    @Test
    void aHandlerIsToldThatItsCallerGaveUpAndItsLateAnswerIsFreed() throws Exception {
        var cancelled = new CountDownLatch(1);
        var late = new java.util.concurrent.ArrayBlockingQueue<GrpcCall<byte[]>>(1);
        open((_, call) -> {
            call.onCancel(cancelled::countDown);
            late.add(call);
        });
        var answer =
                ClientCalls.futureUnaryCall(
                        channel.newCall(ByteMethod.of("test.Echo/Call"), CallOptions.DEFAULT),
                        new byte[1]);
        var call = late.take();
        assertThat(answer.cancel(true)).isTrue();
        assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
        call.answer(new byte[2]);
        var after = new CountDownLatch(1);
        call.ioThread().execute(after::countDown);
        assertThat(after.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(answersSent).hasValue(1);
    }

    @Test
    void connectionsAboveTheLimitAreClosed() throws Exception {
        open((request, call) -> call.answer(request), ListenLimits.STANDARD.withConnectionsMax(1));
        assertThat(call(new byte[1])).hasSize(1);
        assertThat(listeners.status().getFirst().openConnections()).isEqualTo(1);
        try (var second = new RawCaller(listeners.port("grpc"))) {
            assertThat(second.readAll()).isEmpty();
        }
        assertThat(call(new byte[2])).hasSize(2);
    }

    @Test
    void stoppingWaitsForCallsInFlight() throws Exception {
        var calls = new java.util.concurrent.ArrayBlockingQueue<GrpcCall<byte[]>>(1);
        open((_, call) -> calls.add(call));
        var answer =
                ClientCalls.futureUnaryCall(
                        channel.newCall(ByteMethod.of("test.Echo/Call"), CallOptions.DEFAULT),
                        new byte[1]);
        var call = calls.take();
        assertThat(listeners.status().getFirst().inFlight()).isEqualTo(1);
        listeners.stopAccepting();
        assertThat(listeners.awaitIdle(Duration.ofMillis(20))).isFalse();
        call.answer(new byte[3]);
        assertThat(answer.get(10, TimeUnit.SECONDS)).hasSize(3);
        assertThat(listeners.awaitIdle(Duration.ofSeconds(10))).isTrue();
        assertThat(listeners.status().getFirst().inFlight()).isZero();
    }

    @Test
    void everyErrorCodeHasAStatusAndLongTextsAreCut() {
        open((request, call) -> call.answer(request));
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(GrpcStatuses.code(code)).isNotEqualTo(Status.Code.UNKNOWN);
        }
        String cut = GrpcStatuses.cut("a" + "ö".repeat(600));
        assertThat(cut).isEqualTo("a" + "ö".repeat(511) + "...TRUNCATED");
        assertThat(GrpcStatuses.cut("b".repeat(1_024))).hasSize(1_024);
    }
}
