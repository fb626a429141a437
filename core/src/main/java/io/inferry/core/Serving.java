package io.inferry.core;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Inference;
import io.inferry.api.management.Management;
import io.inferry.api.observer.Observer;
import io.inferry.api.tensor.Tensor;
import io.inferry.core.catalog.CatalogReference;
import io.inferry.core.door.Door;
import io.inferry.core.lifecycle.Lifecycle;
import io.inferry.core.memory.PooledMemory;
import io.inferry.core.routing.TrafficBoard;
import java.time.Duration;
import java.util.Map;

/**
 * Models of a directory, or declared one by one: loaded, kept up to date and ready to answer; no
 * socket is open. Safe for use by many threads.
 *
 * <pre>{@code
 * try (Serving serving = Serving.builder().models(Path.of("models")).start()) {
 *     Map<String, Tensor> outputs = serving.predict("digits", Map.of("images", images));
 * }
 * }</pre>
 */
public final class Serving implements AutoCloseable {
    private final PooledMemory memory;
    private final Lifecycle lifecycle;
    private final Door door;
    private final Duration drainMax;

    private Serving(PooledMemory memory, Lifecycle lifecycle, Door door, Duration drainMax) {
        this.memory = memory;
        this.lifecycle = lifecycle;
        this.door = door;
        this.drainMax = drainMax;
    }

    /** How to serve. */
    public static ServingBuilder builder() {
        return new ServingBuilder();
    }

    static Serving startLoading(ServingBuilder.Parts parts) {
        PooledMemory memory = new PooledMemory(parts.memory());
        CatalogReference catalog = new CatalogReference();
        TrafficBoard traffic = new TrafficBoard(catalog, parts.overrideKey());
        Lifecycle lifecycle =
                new Lifecycle(
                        parts.lifecycle(),
                        new Lifecycle.Surroundings(
                                parts.engines(),
                                parts.observers(),
                                parts.warmupRecords(),
                                memory,
                                catalog,
                                traffic),
                        parts.source());
        Door door = new Door(new Door.Routes(catalog, traffic), memory, parts.observers());
        for (Observer observer : parts.observers()) {
            observer.started(lifecycle.management());
        }
        lifecycle.start(parts.repository().poll());
        return new Serving(memory, lifecycle, door, parts.lifecycle().drainMax());
    }

    /** The door that requests go through. */
    public Inference inference() {
        return door;
    }

    /** What is loaded, and the acts of an operator. */
    public Management management() {
        return lifecycle.management();
    }

    /**
     * Waits until every model that the first look found was tried once, well or not.
     *
     * @return false when that took longer than {@code most}
     */
    public boolean awaitLoaded(Duration most) {
        return lifecycle.awaitLoaded(most);
    }

    /**
     * Asks the latest version of a model, by its standard signature, and waits for the answer.
     *
     * @param inputs become this call's, which closes them
     * @return all outputs in the model's order; the caller's, who closes them
     * @throws ServingException whatever the request failed with
     */
    public Map<String, Tensor> predict(String model, Map<String, Tensor> inputs) {
        return new Prediction(door).ask(model, inputs);
    }

    /**
     * Says from now on that no traffic should come, and goes on answering what still does: for load
     * balancers that need a while to notice.
     */
    public void withdraw() {
        lifecycle.withdraw();
    }

    /**
     * Refuses new requests, lets those inside finish and then closes all models, each for at most
     * the configured drain time; gives all memory back. A model that a request is still inside of
     * then is left as it is.
     */
    @Override
    public void close() {
        lifecycle.withdraw();
        door.stop();
        try {
            door.awaitIdle(drainMax);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lifecycle.close();
        memory.close();
    }
}
