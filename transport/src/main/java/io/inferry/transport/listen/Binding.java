package io.inferry.transport.listen;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** One address that a listener is to be bound to. */
record Binding(String listener, SocketAddress address, Optional<TlsFiles> tls) {
    static Binding port(String host, ListenerSettings settings) {
        var address = new InetSocketAddress(host, settings.port());
        if (address.isUnresolved()) {
            throw ServingException.failedPrecondition(
                    "listener '" + settings.name() + "': the host '" + host + "' is not known");
        }
        return new Binding(settings.name(), address, settings.tls());
    }

    static Binding unixSocket(ListenerSettings settings, Path path) {
        return new Binding(settings.name(), UnixDomainSocketAddress.of(path), Optional.empty());
    }

    boolean isUnixSocket() {
        return address instanceof UnixDomainSocketAddress;
    }

    ServerChannel newServerChannel() {
        return isUnixSocket() ? new NioServerDomainSocketChannel() : new NioServerSocketChannel();
    }

    /** Removes a socket that a dead process left behind; one that answers stays. */
    void clearWay() {
        if (!(address instanceof UnixDomainSocketAddress unix) || !Files.exists(unix.getPath())) {
            return;
        }
        try (var probe = SocketChannel.open(unix)) {
            throw failed(new IOException("another process answers there: " + probe));
        } catch (IOException dead) {
            removeSocket();
        }
    }

    void removeSocket() {
        if (address instanceof UnixDomainSocketAddress unix) {
            try {
                Files.deleteIfExists(unix.getPath());
            } catch (IOException e) {
                throw failed(e);
            }
        }
    }

    ServingException failed(Throwable cause) {
        return ServingException.of(
                ErrorCode.FAILED_PRECONDITION,
                "listener '"
                        + listener
                        + "' cannot listen on "
                        + place()
                        + ": "
                        + cause.getMessage(),
                cause);
    }

    private String place() {
        return address instanceof InetSocketAddress inet
                ? inet.getHostString() + ":" + inet.getPort()
                : address.toString();
    }
}
