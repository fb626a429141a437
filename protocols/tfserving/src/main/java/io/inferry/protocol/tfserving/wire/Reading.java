package io.inferry.protocol.tfserving.wire;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Call;
import java.util.function.Supplier;

/** Reads a request for a call that already holds its version. */
public final class Reading {
    private Reading() {}

    /**
     * Reads what the call will run; the call is ended when that fails.
     *
     * @throws ServingException when it cannot be read
     */
    public static <T> T of(Call call, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (ServingException e) {
            call.fail(e);
            throw e;
        } catch (RuntimeException e) {
            ServingException failure =
                    ServingException.internal("the request could not be read: " + e, e);
            call.fail(failure);
            throw failure;
        }
    }
}
