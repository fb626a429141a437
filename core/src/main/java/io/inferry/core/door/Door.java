package io.inferry.core.door;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Call;
import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.Inference;
import io.inferry.api.model.ModelRef;
import io.inferry.api.observer.Observer;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.core.catalog.CatalogReference;
import io.inferry.core.catalog.Servable;
import java.time.Duration;
import java.util.List;

/** Room 3: every request comes through here, whoever asks. */
public final class Door implements Inference {
    /**
     * How often the newest catalog is read when the version found is leaving. A catalog without it
     * is published before it leaves, so the second look finds another or none.
     */
    private static final int LOOKS_MAX = 8;

    private final CatalogReference catalog;
    private final TensorMemory memory;
    private final List<Observer> observers;
    private final InFlight inFlight = new InFlight();

    /**
     * @param memory where callers allocate the tensors of their requests
     * @param observers are told of every request that is over
     */
    public Door(CatalogReference catalog, TensorMemory memory, List<Observer> observers) {
        this.catalog = catalog;
        this.memory = memory;
        this.observers = List.copyOf(observers);
    }

    @Override
    public Call open(ModelRef model, Exchange exchange) {
        if (!inFlight.tryEnter()) {
            ServingException refusal = ServingException.unavailable("the server is stopping");
            finish(exchange, refusal);
            throw refusal;
        }
        try {
            Servable servable = lease(model);
            exchange.routed(servable.description().id());
            return new LeasedCall(this, servable, exchange);
        } catch (ServingException refusal) {
            finish(exchange, refusal);
            inFlight.leave();
            throw refusal;
        }
    }

    private Servable lease(ModelRef model) {
        for (int look = 0; look < LOOKS_MAX; look++) {
            Servable servable = catalog.get().find(model);
            if (servable.tryLease()) {
                return servable;
            }
        }
        throw ServingException.unavailable("model " + model.name() + " is being replaced");
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
        tellObservers(exchange);
    }

    private void finish(Exchange exchange, ServingException failure) {
        exchange.ended(System.nanoTime(), failure.code());
        tellObservers(exchange);
    }

    private void tellObservers(Exchange exchange) {
        for (int i = 0; i < observers.size(); i++) {
            try {
                observers.get(i).finished(exchange);
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
