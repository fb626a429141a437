package io.inferry.experiment.control;

import io.inferry.experiment.control.memory.Mail;
import io.inferry.experiment.control.memory.Memory;
import io.inferry.experiment.control.memory.Saved;
import io.inferry.experiment.evidence.EvidenceSummary;
import io.inferry.experiment.store.StoreException;
import java.util.List;
import java.util.Optional;

/** A memory whose disk can be full for a while. */
record FullDisk(Memory memory, Switch disk) implements Memory {
    /** Whether it is. */
    static final class Switch {
        private boolean full;

        void full(boolean now) {
            full = now;
        }
    }

    private void check() {
        if (disk.full) {
            throw new StoreException(StoreException.Reason.DISK, "No space left on device");
        }
    }

    @Override
    public List<Saved> recall() {
        return memory.recall();
    }

    @Override
    public List<String> losses() {
        return memory.losses();
    }

    @Override
    public boolean keep(Saved saved) {
        check();
        return memory.keep(saved);
    }

    @Override
    public Optional<Mail> mail() {
        return memory.mail();
    }

    @Override
    public boolean decides(String name) {
        return memory.decides(name);
    }

    @Override
    public News news() {
        return memory.news();
    }

    @Override
    public void share(String name, List<EvidenceSummary> seenHere) {
        memory.share(name, seenHere);
    }

    @Override
    public List<List<EvidenceSummary>> others(String name) {
        return memory.others(name);
    }

    @Override
    public void forget(String name) {
        check();
        memory.forget(name);
    }

    @Override
    public void tend() {
        memory.tend();
    }

    @Override
    public void close() {
        memory.close();
    }
}
