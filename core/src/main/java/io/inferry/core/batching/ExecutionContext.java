package io.inferry.core.batching;

import io.inferry.api.observer.Observer;
import io.inferry.api.tensor.TensorMemory;
import java.util.List;

/**
 * What every execution of a server shares.
 *
 * @param memory where joined inputs are put
 * @param observers are told of every run
 */
public record ExecutionContext(TensorMemory memory, List<Observer> observers) {
    public ExecutionContext {
        observers = List.copyOf(observers);
    }
}
