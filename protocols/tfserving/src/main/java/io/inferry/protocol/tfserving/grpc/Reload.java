package io.inferry.protocol.tfserving.grpc;

import io.inferry.protocol.tfserving.proto.ModelServerConfig;
import java.time.Duration;
import java.util.Optional;

/** Changes the list of models. Blocks: called on a thread of its own, by several at once. */
@FunctionalInterface
public interface Reload {
    /**
     * Applies the list and waits until models that are new by name were tried. An interrupt ends
     * the wait.
     *
     * @param most how long to wait
     * @return empty when the new models are available, else why not
     * @throws io.inferry.api.ServingException when the list is refused, or the time is over
     */
    Optional<String> apply(ModelServerConfig config, Duration most);
}
