package io.inferry.transport.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.inferry.transport.Endpoint;
import io.inferry.transport.grpc.GrpcAnswer;
import io.inferry.transport.grpc.GrpcCodec;
import io.inferry.transport.grpc.GrpcMethod;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UnixSocketTest {
    @TempDir private Path directory;

    private static final class Whole implements GrpcCodec<byte[], byte[]> {
        @Override
        public byte[] decode(List<ByteBuffer> parts, int length) {
            var whole = ByteBuffer.allocate(length);
            parts.forEach(whole::put);
            return whole.array();
        }

        @Override
        public GrpcAnswer encode(byte[] answer) {
            return GrpcAnswer.of(answer);
        }
    }

    @Test
    void grpcGoesThroughAUnixSocketAndTheSocketGoesWithTheListener() throws Exception {
        Path socket = directory.resolve("s");
        var method =
                new GrpcMethod<>(
                        "test.Echo", "Call", new Whole(), (request, call) -> call.answer(request));
        var settings =
                ListenSettings.onFreePorts()
                        .withListeners(ListenerSettings.onPort("grpc", 0).withUnixSocket(socket));
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try (var listeners =
                Listeners.open(
                        settings, List.of(new Endpoint.Grpc("grpc", 9000, List.of(method))))) {
            assertThat(listeners.status()).hasSize(2);
            byte[] sent = {1, 2, 3};
            ManagedChannel channel =
                    NettyChannelBuilder.forAddress(UnixDomainSocketAddress.of(socket))
                            .channelType(
                                    NioDomainSocketChannel.class, UnixDomainSocketAddress.class)
                            .eventLoopGroup(group)
                            .overrideAuthority("localhost")
                            .usePlaintext()
                            .build();

            assertThat(
                            ClientCalls.blockingUnaryCall(
                                    channel,
                                    ByteMethod.of("test.Echo/Call"),
                                    CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS),
                                    sent))
                    .isEqualTo(sent);
            channel.shutdownNow();
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
        assertThat(Files.exists(socket)).isFalse();
    }
}
