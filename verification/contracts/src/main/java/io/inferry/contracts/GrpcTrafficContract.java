package io.inferry.contracts;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;

/** {@link TrafficContract} for protocols over gRPC. */
public abstract class GrpcTrafficContract extends TrafficContract {
    private final Map<Integer, ManagedChannel> channels = new HashMap<>();

    /**
     * Asks with a client made of the published messages.
     *
     * @return the first element of {@code y}
     */
    protected abstract double call(Channel channel, RoutedQuestion question);

    @AfterEach
    final void closeChannels() {
        channels.values().forEach(ManagedChannel::shutdownNow);
    }

    @Override
    protected final RoutedOutcome ask(int port, RoutedQuestion question, Optional<Mutual> mutual)
            throws Exception {
        var headers = new AtomicReference<>(new Metadata());
        var trailers = new AtomicReference<>(new Metadata());
        Metadata sent = new Metadata();
        question.headers().forEach((name, value) -> sent.put(key(name), value));
        Channel channel =
                ClientInterceptors.intercept(
                        channel(port, mutual),
                        MetadataUtils.newAttachHeadersInterceptor(sent),
                        MetadataUtils.newCaptureMetadataInterceptor(headers, trailers));
        try {
            double y = call(channel, question);
            return new RoutedOutcome(OptionalDouble.of(y), told(headers.get()));
        } catch (StatusRuntimeException e) {
            return new RoutedOutcome(OptionalDouble.empty(), told(trailers.get()));
        }
    }

    private Channel channel(int port, Optional<Mutual> mutual) throws SSLException {
        ManagedChannel known = channels.get(port);
        if (known != null) {
            return known;
        }
        NettyChannelBuilder builder = NettyChannelBuilder.forAddress("localhost", port);
        if (mutual.isEmpty()) {
            builder.usePlaintext();
        } else {
            Identity caller = mutual.get().caller();
            builder.sslContext(
                    GrpcSslContexts.forClient()
                            .trustManager(mutual.get().server().certificate().toFile())
                            .keyManager(caller.certificate().toFile(), caller.key().toFile())
                            .build());
        }
        ManagedChannel made = builder.build();
        channels.put(port, made);
        return made;
    }

    private static Map<String, String> told(Metadata metadata) {
        Map<String, String> told = new HashMap<>();
        for (String name : Set.copyOf(metadata.keys())) {
            if (name.startsWith(RoutedOutcome.PREFIX)) {
                told.put(name, String.valueOf(metadata.get(key(name))));
            }
        }
        return told;
    }

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }
}
