package io.inferry.api.engine;

import io.inferry.api.model.Column;
import io.inferry.api.model.Signature;
import java.util.List;
import java.util.Map;

/** One loaded version, ready to run. */
public interface Model extends AutoCloseable {
    /**
     * By name; {@link Signature#DEFAULT_NAME} is among them unless the file names its signatures
     * and none of them so.
     */
    Map<String, Signature> signatures();

    /** The runtime as Open Inference Protocol clients know it. */
    String platform();

    /**
     * The columns of the matrix {@code [-1, features]} that is the one input of the default
     * signature, where the file names them; empty otherwise. The server then takes rows by column
     * name too.
     */
    default List<Column> columns() {
        return List.of();
    }

    /** Names of the classes in the order of their probabilities; empty where the file has none. */
    default List<String> classes() {
        return List.of();
    }

    /** What the file says of itself. */
    Map<String, String> metadata();

    /**
     * Native bytes that the loaded model holds, as well as the engine can tell; 0 when it cannot.
     */
    long nativeBytes();

    /**
     * Whether an answer may depend on requests before it. Such a model's requests are never joined,
     * for a batch that fails is run again one by one, and it is not warmed up with made-up rows.
     */
    default boolean isStateful() {
        return false;
    }

    /** One more execution slot; slots may run at the same time, each on one thread at a time. */
    Runner newRunner();

    /** Gives native memory back. Called once, after every runner was closed. */
    @Override
    void close();
}
