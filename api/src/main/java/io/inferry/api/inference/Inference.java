package io.inferry.api.inference;

import io.inferry.api.model.ModelRef;
import io.inferry.api.tensor.TensorMemory;

/**
 * The door that every request goes through, from a protocol, an embedding program or another model.
 */
public interface Inference {
    /**
     * Admits and routes a request and takes the lease: from here on the version cannot unload under
     * it.
     *
     * @throws io.inferry.api.ServingException NOT_FOUND, UNAVAILABLE or RESOURCE_EXHAUSTED;
     *     observers have been told, and the exchange is over
     */
    Call open(ModelRef model, Exchange exchange);

    /** Where callers allocate the tensors of their requests. */
    TensorMemory memory();
}
