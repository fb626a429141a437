package io.inferry.experiment.control;

import io.inferry.api.management.Management;
import io.inferry.experiment.control.course.Decision;
import io.inferry.experiment.control.course.Sight;
import io.inferry.experiment.control.course.Turn;
import io.inferry.experiment.control.memory.Memory;
import io.inferry.experiment.control.memory.Saved;
import io.inferry.experiment.control.view.DecisionView;
import io.inferry.experiment.evidence.EvidenceSummary;
import io.inferry.experiment.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where experiments are decided. Belongs to one thread but for {@link #shown} and the counters,
 * which others read.
 *
 * <p>What gives a candidate more is written down first and done then; what takes from it is done
 * first, whether or not it can be written down.
 */
final class Room {
    private static final Logger LOG = LoggerFactory.getLogger(Room.class);

    /** What a crash loses at most of the counts. */
    private static final Duration KEEP_EVERY = Duration.ofSeconds(5);

    private final Surroundings surroundings;
    private final Management management;
    private final Memory memory;
    private final Openings openings;
    private final Map<String, Running> all = new TreeMap<>();
    private final Set<String> unkept = new HashSet<>();

    /** Those that this server decides about; where there are others, they publish the rest. */
    private final Set<String> leading = new HashSet<>();

    private final Map<String, Map<String, LongAdder>> decided = new ConcurrentHashMap<>();
    private volatile Map<String, Shown> shown = Map.of();
    private Optional<String> trouble = Optional.empty();
    private boolean recalled;
    private Duration sinceKept = Duration.ZERO;
    private long lookedNanos;

    Room(Surroundings surroundings, Management management, Memory memory, Openings openings) {
        this.surroundings = surroundings;
        this.management = management;
        this.memory = memory;
        this.openings = openings;
        this.lookedNanos = surroundings.nanos().getAsLong();
    }

    /** Every experiment as it was at the last look. */
    Map<String, Shown> shown() {
        return shown;
    }

    /** How often each act was decided, by experiment, since this server started. */
    Map<String, Map<String, LongAdder>> decided() {
        return decided;
    }

    Management management() {
        return management;
    }

    Map<String, Running> all() {
        return all;
    }

    Memory memory() {
        return memory;
    }

    /**
     * Brings back what ran before; traffic goes as it went. Where nothing can be read now, the next
     * look tries again.
     */
    void recall() {
        try {
            recall(memory.recall());
            recalled = true;
            trouble = Optional.empty();
        } catch (StoreException away) {
            troubled(away);
        }
        publish();
    }

    private void recall(List<Saved> before) {
        for (Saved each : before) {
            adopt(each);
            LOG.info(
                    "experiment resumed experiment={} model={} state=\"{}\" requests={}",
                    each.name(),
                    each.pinned().model(),
                    each.standing().text(),
                    each.stretches().stream()
                            .flatMap(stretch -> stretch.arms().stream())
                            .mapToLong(arm -> arm.counts().assigned())
                            .sum());
        }
        memory.losses().forEach(loss -> LOG.warn("experiments lost what=\"{}\"", loss));
    }

    /** Takes an experiment in. */
    Running adopt(Saved saved) {
        Running running = openings.open(saved);
        all.put(running.name(), running);
        running.greet(management);
        direct(running);
        return running;
    }

    /** Looks at every experiment, once. */
    void look() {
        long now = surroundings.nanos().getAsLong();
        Duration passed = Duration.ofNanos(Math.max(0, now - lookedNanos));
        lookedNanos = now;
        if (!recalled) {
            recall();
        }
        if (!recalled) {
            return;
        }
        hear();
        for (Running each : List.copyOf(all.values())) {
            try {
                look(each, passed);
            } catch (RuntimeException e) {
                LOG.error("experiment not looked at experiment={}", each.name(), e);
            }
        }
        sinceKept = sinceKept.plus(passed);
        if (sinceKept.compareTo(KEEP_EVERY) >= 0) {
            sinceKept = Duration.ZERO;
            all.values().stream()
                    .filter(each -> !each.standing().phase().isOver())
                    .filter(each -> leading.contains(each.name()))
                    .forEach(each -> unkept.add(each.name()));
        }
        catchUp();
        publish();
    }

    private void hear() {
        try {
            Memory.News news = memory.news();
            for (Saved each : news.kept()) {
                Running known = all.get(each.name());
                if (known == null || !known.started().equals(each.started())) {
                    remove(each.name());
                    adopt(each);
                } else {
                    known.follow(each);
                    direct(known);
                }
            }
            news.forgotten().forEach(this::remove);
            if (leading.isEmpty() && unkept.isEmpty()) {
                trouble = Optional.empty();
            }
        } catch (StoreException away) {
            troubled(away);
        }
    }

    private void look(Running running, Duration passed) {
        if (running.standing().phase().isOver()) {
            running.refresh(others(running));
            return;
        }
        boolean decides = decides(running);
        Sight seen = running.look(passed, management, others(running));
        if (!decides && trouble.isEmpty()) {
            return;
        }
        Sight sight = trouble.map(seen::withStoreTrouble).orElse(seen);
        Turn turn = running.turn(sight);
        List<DecisionView> lines = lines(running, turn, Audit.By.EVIDENCE);
        if (turn.givesMore() && !kept(running.after(turn, lines))) {
            turn = running.turn(sight.withStoreTrouble(trouble.orElse("another server was first")));
            lines = lines(running, turn, Audit.By.EVIDENCE);
        }
        take(running, turn, lines);
        if (running.banditIsDue(passed)) {
            direct(running);
        }
    }

    private boolean decides(Running running) {
        try {
            memory.share(running.name(), running.stretches().summaries());
            boolean decides = memory.decides(running.name());
            if (decides) {
                leading.add(running.name());
            } else {
                leading.remove(running.name());
            }
            return decides;
        } catch (StoreException away) {
            troubled(away);
            return false;
        }
    }

    private List<List<EvidenceSummary>> others(Running running) {
        try {
            return memory.others(running.name());
        } catch (StoreException away) {
            troubled(away);
            return List.of();
        }
    }

    List<DecisionView> lines(Running running, Turn turn, Audit.By by) {
        List<DecisionView> lines = new ArrayList<>();
        Audit audit = running.audit();
        for (Decision each : turn.decisions()) {
            DecisionView line =
                    audit.line(
                            each.with(running.counts()),
                            by,
                            surroundings.wall().instant(),
                            Audit.weights(running.pinned(), turn.next()));
            audit = audit.with(line);
            lines.add(line);
        }
        return lines;
    }

    /** Does what was decided, writes it down if need be, and tells. */
    void take(Running running, Turn turn, List<DecisionView> lines) {
        running.take(turn, lines);
        if (lines.isEmpty()) {
            return;
        }
        direct(running);
        if (!kept(running.saved())) {
            unkept.add(running.name());
        }
        for (DecisionView line : lines) {
            tell(running.name(), line);
        }
    }

    void tell(String name, DecisionView line) {
        decided.computeIfAbsent(name, each -> new ConcurrentHashMap<>())
                .computeIfAbsent(line.act(), each -> new LongAdder())
                .increment();
        LOG.info(
                "experiment decided experiment={} act={} by={} before=\"{}\" after=\"{}\" reason=\"{}\"",
                name,
                line.act(),
                line.by(),
                line.before(),
                line.after(),
                line.sentence());
    }

    /** Points the model's requests where the experiment wants them. */
    void direct(Running running) {
        String model = running.pinned().model();
        try {
            if (running.inForce()) {
                management.traffic().experiment(model, running.traffic());
            } else {
                management.traffic().endExperiment(model, running.name());
            }
        } catch (RuntimeException e) {
            LOG.error("experiment not in force experiment={} model={}", running.name(), model, e);
        }
    }

    void remove(String name) {
        Running gone = all.remove(name);
        if (gone != null) {
            gone.release();
            direct(gone);
            gone.stretches().close();
            decided.remove(name);
            unkept.remove(name);
            leading.remove(name);
        }
    }

    /** Whether it could be written down, and nobody was first. */
    boolean kept(Saved saved) {
        try {
            boolean first = memory.keep(saved);
            trouble = Optional.empty();
            return first;
        } catch (StoreException e) {
            troubled(e);
            return false;
        }
    }

    Optional<String> trouble() {
        return trouble;
    }

    private void troubled(StoreException e) {
        if (trouble.isEmpty()) {
            LOG.warn("experiments cannot be read or written down reason=\"{}\"", e.getMessage());
        }
        trouble = Optional.of(String.valueOf(e.getMessage()));
    }

    /**
     * Writes down what could not be, and what is due; tries again with each look until it works.
     */
    private void catchUp() {
        if (trouble.isPresent() && unkept.isEmpty()) {
            unkept.addAll(leading);
        }
        for (String name : List.copyOf(unkept)) {
            Running running = all.get(name);
            if (running == null || kept(running.saved())) {
                unkept.remove(name);
            }
            if (trouble.isPresent()) {
                return;
            }
        }
        try {
            memory.tend();
        } catch (StoreException e) {
            troubled(e);
        }
    }

    void publish() {
        Map<String, Shown> now = new TreeMap<>();
        all.values().forEach(each -> now.put(each.name(), Portrait.of(each)));
        shown = Collections.unmodifiableMap(now);
    }

    /** Writes everything down a last time. */
    void close() {
        for (Running each : all.values()) {
            if (leading.contains(each.name()) && !kept(each.saved())) {
                LOG.warn(
                        "experiment not written down experiment={} reason=\"{}\"",
                        each.name(),
                        trouble.orElse("another server was first"));
            }
        }
        try {
            memory.close();
        } catch (StoreException e) {
            LOG.warn("experiments not closed reason=\"{}\"", e.getMessage());
        }
    }
}
