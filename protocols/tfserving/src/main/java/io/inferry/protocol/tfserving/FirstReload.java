package io.inferry.protocol.tfserving;

import io.inferry.protocol.tfserving.config.ModelServerReload;
import io.inferry.protocol.tfserving.grpc.Reload;
import io.inferry.protocol.tfserving.proto.ModelServerConfig;
import io.inferry.transport.ProtocolContext;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Made for good by the first change: its messages are many classes, which a start can do without.
 */
final class FirstReload implements Reload {
    private final ProtocolContext context;
    private @Nullable ModelServerReload made;

    FirstReload(ProtocolContext context) {
        this.context = context;
    }

    @Override
    public Optional<String> apply(ModelServerConfig config, Duration most) {
        return reload().apply(config, most);
    }

    private synchronized ModelServerReload reload() {
        if (made == null) {
            made = ModelServerReload.of(context);
        }
        return made;
    }
}
