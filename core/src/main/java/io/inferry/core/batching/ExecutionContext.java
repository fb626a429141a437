package io.inferry.core.batching;

import io.inferry.api.observer.Observer;
import io.inferry.api.tensor.TensorMemory;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What every execution of a server shares.
 *
 * @param memory where joined inputs are put
 * @param observers are told of every run
 * @param clock nanoseconds as {@link System#nanoTime()} counts them; tests bring their own
 */
public record ExecutionContext(TensorMemory memory, List<Observer> observers, LongSupplier clock) {
    public ExecutionContext {
        observers = List.copyOf(observers);
    }

    /** With the system's clock. */
    public ExecutionContext(TensorMemory memory, List<Observer> observers) {
        this(memory, observers, System::nanoTime);
    }
}
