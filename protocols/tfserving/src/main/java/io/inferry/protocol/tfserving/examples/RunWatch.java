package io.inferry.protocol.tfserving.examples;

import io.inferry.api.model.ModelDescription;

/** Is shown runs before they start, as a log of requests wants it. */
@FunctionalInterface
public interface RunWatch {
    /** Looks at nothing. */
    RunWatch NONE = (model, run, handler) -> handler;

    /**
     * A run is about to start.
     *
     * @return the handler to start it with, which tells the one given
     */
    ResultHandler watch(ModelDescription model, HeadRun run, ResultHandler handler);
}
