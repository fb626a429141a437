package io.inferry.core.door;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Call;
import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.Inference;
import io.inferry.api.model.ModelRef;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.observer.Observer;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.api.traffic.Assignment;
import io.inferry.core.catalog.Catalog;
import io.inferry.core.catalog.CatalogReference;
import io.inferry.core.catalog.Servable;
import io.inferry.core.routing.Routed;
import io.inferry.core.routing.TrafficBoard;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Room 3: every request comes through here, whoever asks. */
public final class Door implements Inference {
    /**
     * How often the newest catalog is read when the version found is leaving. A catalog without it
     * is published before it leaves, so the second look finds another or none.
     */
    private static final int LOOKS_MAX = 8;

    private final Routes routes;
    private final Shadows shadows;
    private final TensorMemory memory;
    private final Admission admission;
    private final List<Observer> observers;
    private final InFlight inFlight = new InFlight();

    /** Where versions are found, and which of them answers. */
    public record Routes(CatalogReference catalog, TrafficBoard traffic) {}

    /**
     * @param memory where callers allocate the tensors of their requests
     * @param observers are told of every request that is over
     */
    public Door(Routes routes, TensorMemory memory, List<Observer> observers) {
        this.routes = routes;
        this.memory = memory;
        this.admission = new Admission(memory);
        this.observers = List.copyOf(observers);
        this.shadows = new Shadows(this, routes.catalog());
    }

    @Override
    public Call open(ModelRef model, Exchange exchange) {
        if (!inFlight.tryEnter()) {
            ServingException refusal = ServingException.unavailable("the server is stopping");
            finish(exchange, refusal);
            throw refusal;
        }
        try {
            return model.version() instanceof VersionChoice.Latest
                    ? divided(model, exchange)
                    : new LeasedCall(this, taken(model, exchange), exchange);
        } catch (ServingException refusal) {
            finish(exchange, refusal);
            inFlight.leave();
            throw refusal;
        }
    }

    /** The caller left the version to the server. */
    private Call divided(ModelRef model, Exchange exchange) {
        for (int look = 0; look < LOOKS_MAX; look++) {
            Catalog now = routes.catalog().get();
            Optional<Routed> routed = routes.traffic().route(model.name(), exchange, now);
            if (routed.isEmpty()) {
                return new LeasedCall(this, taken(model, exchange), exchange);
            }
            Assignment assignment = routed.get().assignment();
            exchange.assigned(assignment);
            Servable servable = now.find(new ModelRef(model.name(), assignment.target()));
            if (servable.tryLease()) {
                exchange.routed(servable.description().id());
                tell(observer -> observer.routed(exchange));
                return new LeasedCall(
                        this, servable, exchange, shadows.of(model.name(), routed.get().shadows()));
            }
        }
        throw replaced(model);
    }

    private Servable taken(ModelRef model, Exchange exchange) {
        Servable servable = lease(model);
        exchange.routed(servable.description().id());
        return servable;
    }

    private Servable lease(ModelRef model) {
        for (int look = 0; look < LOOKS_MAX; look++) {
            Servable servable = routes.catalog().get().find(model);
            if (servable.tryLease()) {
                return servable;
            }
        }
        throw replaced(model);
    }

    private static ServingException replaced(ModelRef model) {
        return ServingException.unavailable("model " + model.name() + " is being replaced");
    }

    /** What turns requests into jobs. */
    Admission admission() {
        return admission;
    }

    /** A call of the door's own begins. */
    boolean tryEnter() {
        return inFlight.tryEnter();
    }

    /** A call that was opened is over. */
    void leave(Exchange exchange) {
        finish(exchange);
        inFlight.leave();
    }

    /** A call that was opened is over and failed. */
    void leave(Exchange exchange, ServingException failure) {
        finish(exchange, failure);
        inFlight.leave();
    }

    private void finish(Exchange exchange) {
        exchange.ended(System.nanoTime(), null);
        tell(observer -> observer.finished(exchange));
    }

    private void finish(Exchange exchange, ServingException failure) {
        exchange.ended(System.nanoTime(), failure.code());
        tell(observer -> observer.finished(exchange));
    }

    /** Tells every observer; none can do harm by what it throws. */
    void tell(Consumer<Observer> what) {
        for (int i = 0; i < observers.size(); i++) {
            try {
                what.accept(observers.get(i));
            } catch (Throwable thrown) {
                // It broke its contract; the caller's answer does not depend on it. There is no
                // logger here: the JVM reports what nobody caught.
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
            }
        }
    }

    @Override
    public TensorMemory memory() {
        return memory;
    }

    /** Calls that were opened and are not over. */
    public int callsInFlight() {
        return inFlight.calls();
    }

    /** Refuses calls from now on with UNAVAILABLE; those inside go on. */
    public void stop() {
        inFlight.stop();
    }

    /**
     * Waits, after {@link #stop()}, until every call is over.
     *
     * @return false when the time passed first
     * @throws InterruptedException when the waiting thread is interrupted
     */
    public boolean awaitIdle(Duration atMost) throws InterruptedException {
        return inFlight.awaitIdle(atMost);
    }
}
