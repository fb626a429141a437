package io.inferry.transport.listen;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;

/** Certificates and keys made ready for connections. */
final class Tls {
    private Tls() {}

    /** For HTTP: HTTP/2 where the caller can, else HTTP/1.1. */
    static SslContext http(String listener, TlsFiles files) {
        return build(
                listener,
                files,
                ApplicationProtocolNames.HTTP_2,
                ApplicationProtocolNames.HTTP_1_1);
    }

    /** For gRPC: HTTP/2 only. */
    static SslContext grpc(String listener, TlsFiles files) {
        return build(listener, files, ApplicationProtocolNames.HTTP_2);
    }

    private static SslContext build(String listener, TlsFiles files, String... protocols) {
        try (InputStream certificate = files.certificate().open();
                InputStream key = files.key().open()) {
            var builder =
                    SslContextBuilder.forServer(certificate, key)
                            .sslProvider(SslProvider.JDK)
                            .applicationProtocolConfig(
                                    new ApplicationProtocolConfig(
                                            Protocol.ALPN,
                                            SelectorFailureBehavior.NO_ADVERTISE,
                                            SelectedListenerFailureBehavior.ACCEPT,
                                            protocols));
            if (files.clientAuthorities().isPresent()) {
                try (InputStream authorities = files.clientAuthorities().get().open()) {
                    builder.trustManager(authorities).clientAuth(ClientAuth.REQUIRE);
                }
            }
            return builder.build();
        } catch (IOException | IllegalArgumentException e) {
            throw ServingException.of(
                    ErrorCode.FAILED_PRECONDITION,
                    "listener '"
                            + listener
                            + "' cannot use certificate "
                            + files.certificate()
                            + " with key "
                            + files.key()
                            + " (PEM, key as unencrypted PKCS #8): "
                            + e.getMessage(),
                    e);
        }
    }
}
