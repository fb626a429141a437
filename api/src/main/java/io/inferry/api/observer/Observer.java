package io.inferry.api.observer;

import io.inferry.api.inference.Exchange;
import io.inferry.api.management.Management;
import io.inferry.api.management.StateChange;
import io.inferry.api.model.ModelId;
import io.inferry.api.tensor.Tensor;
import java.time.Duration;
import java.util.Map;

/**
 * Is told what happened; changes nothing. Called on the threads that serve requests, by several at
 * once: fast, no locks shared with others, no throwing, no calling back in. Found through {@link
 * java.util.ServiceLoader}.
 */
public interface Observer {
    /** Before the first request: where present values can be read from. */
    default void started(Management management) {}

    /** A request is over, well or not. The exchange is not to be kept. */
    default void finished(Exchange exchange) {}

    /**
     * A request was routed whose model's traffic is divided; what it says of itself can be read now
     * and not later.
     */
    default void routed(Exchange exchange) {}

    /**
     * The model answered a request that was routed so. Before the answer is encoded, on the thread
     * that ran the model.
     *
     * @param outputs open during this call and no longer
     */
    default void answered(Exchange exchange, Map<String, Tensor> outputs) {}

    /** A shadow answered too, or was not asked. On the shadow's own thread where it was asked. */
    default void shadowed(ShadowPair pair) {}

    /** A batch ran. */
    default void ran(ModelId id, int requests, int rows) {}

    /** A version changed its state. */
    default void changed(ModelId id, StateChange change) {}

    /** A version became available after this long in loading and warming. */
    default void loaded(ModelId id, Duration took) {}
}
