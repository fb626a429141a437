package io.inferry.transport.listen;

import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.util.List;
import java.util.function.IntSupplier;

/** Accepts connections until there are too many; closes those above at once. */
final class LimitedAcceptor extends NioServerSocketChannel {
    private final IntSupplier openConnections;
    private final int connectionsMax;

    LimitedAcceptor(IntSupplier openConnections, int connectionsMax) {
        this.openConnections = openConnections;
        this.connectionsMax = connectionsMax;
    }

    @Override
    protected int doReadMessages(List<Object> accepted) throws Exception {
        int count = super.doReadMessages(accepted);
        if (count > 0 && openConnections.getAsInt() >= connectionsMax) {
            ((Channel) accepted.removeLast()).unsafe().closeForcibly();
        }
        return count;
    }
}
