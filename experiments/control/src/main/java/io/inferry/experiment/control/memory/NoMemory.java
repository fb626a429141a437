package io.inferry.experiment.control.memory;

import java.util.List;

/** Nothing outlives the process. */
public final class NoMemory implements Memory {
    /** Remembers nothing. */
    public NoMemory() {}

    @Override
    public List<Saved> recall() {
        return List.of();
    }

    @Override
    public List<String> losses() {
        return List.of();
    }

    @Override
    public void keep(Saved saved) {}

    @Override
    public void forget(String name) {}

    @Override
    public void tend() {}

    @Override
    public void close() {}
}
