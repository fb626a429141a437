package io.inferry.experiment.control.memory;

import io.inferry.api.settings.ExperimentSettings;
import io.inferry.experiment.evidence.EvidenceSummary;
import io.inferry.experiment.store.StoreException;
import io.inferry.experiment.store.shared.DatabaseSettings;
import io.inferry.experiment.store.shared.PostgresStore;
import io.inferry.experiment.store.shared.Revisioned;
import io.inferry.experiment.store.shared.SharedStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Experiments that several servers share. Where an experiment stands is published by whoever
 * decides, one server at a time by a lease; what each server saw lies beside it, and the decider
 * merges it.
 */
public final class SharedMemory implements Memory {
    private static final Duration LEASE_MIN = Duration.ofSeconds(5);
    private static final int INTERVALS_OF_LEASE = 5;

    private final SharedStore store;
    private final String replica;
    private final Duration lease;
    private final Map<String, Long> revisions = new HashMap<>();
    private final Mail mail;

    SharedMemory(SharedStore store, String replica, Duration interval) {
        Duration wanted = interval.multipliedBy(INTERVALS_OF_LEASE);
        this.store = store;
        this.replica = replica;
        this.lease = wanted.compareTo(LEASE_MIN) < 0 ? LEASE_MIN : wanted;
        this.mail = new Mail(store);
    }

    /**
     * Reaches the database. One that is away is tried again with every call: a server answers
     * requests without it.
     *
     * @param replica this server's name, unlike any other's
     * @throws StoreException when it says no: wrong credentials, missing rights
     */
    public static SharedMemory open(
            ExperimentSettings.Database database, String replica, Duration interval) {
        SharedStore store =
                new PostgresStore(
                        DatabaseSettings.of(
                                database.url(), database.user(), database.password(), replica));
        try {
            store.reach();
        } catch (StoreException e) {
            if (e.reason() != StoreException.Reason.AWAY) {
                store.close();
                throw e;
            }
        }
        return new SharedMemory(store, replica, interval);
    }

    @Override
    public Optional<Mail> mail() {
        return Optional.of(mail);
    }

    @Override
    public List<Saved> recall() {
        List<Saved> all = new ArrayList<>();
        for (String name : store.experiments()) {
            store.state(name)
                    .ifPresent(state -> {
                        Saved saved = taken(name, state);
                        byte[] own = store.evidence(name).get(replica);
                        all.add(own == null ? saved : saved.with(own(saved, own)));
                    });
        }
        return all;
    }

    private static List<EvidenceSummary> own(Saved saved, byte[] bytes) {
        List<EvidenceSummary> own = new ArrayList<>(Envelope.read(bytes).stretches());
        for (int i = own.size(); i < saved.stretches().size(); i++) {
            own.add(saved.stretches().get(i));
        }
        return own;
    }

    private Saved taken(String name, Revisioned state) {
        revisions.put(name, state.revision());
        return SavedForm.read(state.state());
    }

    @Override
    public List<String> losses() {
        return List.of();
    }

    /** Publishes how many stretches there are, not what was seen in them. */
    @Override
    public boolean keep(Saved saved) {
        EvidenceSummary none = EvidenceSummary.none(saved.pinned().name(), saved.pinned().arms());
        int stretches = Math.max(1, saved.stretches().size());
        byte[] bytes = SavedForm.write(saved.with(Collections.nCopies(stretches, none)));
        OptionalLong revision =
                store.publish(saved.name(), revisions.getOrDefault(saved.name(), 0L), bytes);
        revision.ifPresent(published -> revisions.put(saved.name(), published));
        return revision.isPresent();
    }

    @Override
    public void forget(String name) {
        long revision = store.state(name).map(Revisioned::revision).orElse(0L);
        store.remove(name, revision);
        revisions.remove(name);
    }

    @Override
    public boolean decides(String name) {
        return store.lead(name, lease);
    }

    @Override
    public News news() {
        List<Saved> kept = new ArrayList<>();
        List<String> names = store.experiments();
        for (String name : names) {
            Optional<Revisioned> state = store.state(name);
            if (state.isPresent() && state.get().revision() != revisions.getOrDefault(name, 0L)) {
                kept.add(taken(name, state.get()));
            }
        }
        Set<String> forgotten = new HashSet<>(revisions.keySet());
        names.forEach(forgotten::remove);
        forgotten.forEach(revisions::remove);
        return new News(kept, List.copyOf(forgotten));
    }

    @Override
    public void share(String name, List<EvidenceSummary> seenHere) {
        store.evidence(name, new Envelope(mail.server(), seenHere).write());
    }

    @Override
    public List<List<EvidenceSummary>> others(String name) {
        List<List<EvidenceSummary>> others = new ArrayList<>();
        store.evidence(name)
                .forEach((from, bytes) -> {
                    if (!from.equals(replica)) {
                        Envelope envelope = Envelope.read(bytes);
                        mail.lives(envelope.server(), from);
                        others.add(envelope.stretches());
                    }
                });
        return others;
    }

    @Override
    public void tend() {
        mail.send();
    }

    @Override
    public void close() {
        try (store) {
            revisions.keySet().forEach(store::resign);
        }
    }
}
