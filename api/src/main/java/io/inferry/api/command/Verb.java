package io.inferry.api.command;

import io.inferry.api.engine.Engine;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * One verb of the command line beside {@code serve}. Found through {@link java.util.ServiceLoader};
 * a picocli command: its class carries the annotations that say its name, its options and its help.
 * The result is the exit status: 0 when all went well.
 */
public interface Verb extends Callable<Integer> {
    /**
     * Told before the verb is called: where the installed engines come from, plug-ins among them,
     * for a verb that reads models. They are loaded when first asked for.
     */
    default void engines(Supplier<List<Engine>> installed) {}
}
