package io.inferry.server.running;

import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGTERM and SIGINT, taken before the JVM begins its own shutdown. A shutdown hook would be too
 * late: all hooks run at once, and native runtimes use theirs to free what requests in flight still
 * need (ONNX Runtime closes its environment there, and every later run fails).
 *
 * <p>{@code sun.misc.Signal} is the JDK's only way to take a signal. It is supported but marked
 * internal, which the compiler's warnings do not let pass, hence the reflection.
 */
final class StopSignal {
    private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);

    /** What a shell shows for a program that was interrupted. */
    private static final int INTERRUPTED = 130;

    private final CompletableFuture<Void> asked = new CompletableFuture<>();

    private StopSignal() {}

    /** Takes the signals from now on. */
    static StopSignal listen() {
        var stop = new StopSignal();
        try {
            stop.take("TERM");
            stop.take("INT");
        } catch (ReflectiveOperationException e) {
            LOG.warn("signals cannot be taken, stopping will not drain", e);
        }
        return stop;
    }

    private void take(String name) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object taker =
                Proxy.newProxyInstance(
                        handler.getClassLoader(),
                        new Class<?>[] {handler},
                        (proxy, method, arguments) -> {
                            ask();
                            return null;
                        });
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), taker);
    }

    /** The first signal asks; whoever sends a second one does not want to wait. */
    private void ask() {
        if (asked.isDone()) {
            Runtime.getRuntime().halt(INTERRUPTED);
        }
        asked.complete(null);
    }

    /** Waits until somebody asks the process to stop. */
    void await() {
        asked.join();
    }

    /** Completes when somebody does. */
    CompletableFuture<Void> asked() {
        return asked;
    }
}
