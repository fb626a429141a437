package io.inferry.protocol.openinference.wire;

import io.inferry.api.ServingException;
import java.util.List;

/**
 * Extensions of the protocol that change what a tensor is. Passing over a request for one would
 * answer something else than was asked, so it is refused.
 */
public final class UnofferedExtensions {
    private static final List<String> NAMES = List.of("classification", "shared_memory_region");

    private UnofferedExtensions() {}

    /**
     * Refuses an input or output that asks for one.
     *
     * @throws ServingException UNIMPLEMENTED
     */
    public static void refuse(String tensor, Parameters parameters) {
        for (String name : NAMES) {
            if (parameters.has(name)) {
                throw ServingException.unimplemented(
                        "'"
                                + tensor
                                + "' asks for '"
                                + name
                                + "', which this server does not offer");
            }
        }
    }
}
