package io.inferry.transport.listen;

import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AttributeKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Who calls over one connection: the name in the certificate that the caller showed and TLS
 * verified. Looked up when it is first asked for. Belongs to the connection's event loop.
 */
final class Caller {
    /** Nobody in particular: there is no TLS. */
    static final Caller NOBODY = new Caller(null);

    private static final AttributeKey<Caller> KEY = AttributeKey.valueOf(Caller.class, "caller");

    private final @Nullable SSLSession session;
    private boolean known;
    private Optional<String> name = Optional.empty();

    /**
     * The one of a session.
     *
     * @param session null without TLS
     */
    Caller(@Nullable SSLSession session) {
        this.session = session;
        this.known = session == null;
    }

    /** The one of an HTTP connection, or of the connection of an HTTP/2 stream. */
    static Caller of(Channel channel) {
        Channel connection = channel instanceof Http2StreamChannel ? channel.parent() : channel;
        SslHandler tls = connection.pipeline().get(SslHandler.class);
        if (tls == null) {
            return NOBODY;
        }
        var kept = connection.attr(KEY);
        Caller caller = kept.get();
        if (caller == null) {
            caller = new Caller(tls.engine().getSession());
            kept.set(caller);
        }
        return caller;
    }

    /** The name; empty when no certificate was asked for. */
    Optional<String> name() {
        if (!known) {
            name = read();
            known = true;
        }
        return name;
    }

    private Optional<String> read() {
        if (session == null) {
            return Optional.empty();
        }
        try {
            var shown = session.getPeerCertificates();
            return shown.length > 0 && shown[0] instanceof X509Certificate certificate
                    ? CertificateName.of(certificate)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException anonymous) {
            return Optional.empty();
        }
    }
}
