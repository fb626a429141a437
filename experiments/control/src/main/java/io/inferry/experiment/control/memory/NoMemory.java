package io.inferry.experiment.control.memory;

import io.inferry.experiment.evidence.EvidenceSummary;
import java.util.List;
import java.util.Optional;

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
    public boolean keep(Saved saved) {
        return true;
    }

    @Override
    public Optional<Mail> mail() {
        return Optional.empty();
    }

    @Override
    public boolean decides(String name) {
        return true;
    }

    @Override
    public News news() {
        return News.NONE;
    }

    @Override
    public void share(String name, List<EvidenceSummary> seenHere) {}

    @Override
    public List<List<EvidenceSummary>> others(String name) {
        return List.of();
    }

    @Override
    public void forget(String name) {}

    @Override
    public void tend() {}

    @Override
    public void close() {}
}
