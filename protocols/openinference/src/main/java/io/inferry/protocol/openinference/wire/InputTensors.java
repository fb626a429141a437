package io.inferry.protocol.openinference.wire;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The inputs of a request while it is being read: closed together unless handed over. */
public final class InputTensors implements AutoCloseable {
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private boolean handedOver;

    /**
     * Adds an input, whose tensor becomes this object's to close in any case.
     *
     * @throws ServingException INVALID_ARGUMENT when there is one of this name
     */
    public void add(String name, Tensor tensor) {
        if (tensors.putIfAbsent(name, tensor) != null) {
            tensor.close();
            throw ServingException.invalidArgument(
                    "input '" + name + "' already exists in request");
        }
    }

    /** An input that was added, still this object's to close. */
    public Optional<Tensor> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    /** The tensors by name, in the order added; they become the caller's. */
    public Map<String, Tensor> handOver() {
        handedOver = true;
        return tensors;
    }

    @Override
    public void close() {
        if (!handedOver) {
            tensors.values().forEach(Tensor::close);
        }
    }
}
