package io.inferry.experiment.control;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.management.Management;
import io.inferry.api.settings.ExperimentSettings;
import io.inferry.experiment.control.definition.BanditTerms;
import io.inferry.experiment.control.definition.Definition;
import io.inferry.experiment.control.memory.Mail;
import io.inferry.experiment.control.memory.Memory;
import io.inferry.experiment.control.policy.BanditAlgorithms;
import io.inferry.experiment.control.view.ExperimentView;
import io.inferry.experiment.evidence.feedback.FeedbackBook;
import io.inferry.experiment.evidence.feedback.FeedbackLimits;
import io.inferry.experiment.store.StoreException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an opened {@link Experiments} is made of, wired. */
final class Parts {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    private final ExperimentSettings settings;
    private final Surroundings surroundings;
    private final Memory memory;
    private final @Nullable Mail mail;
    private final FeedbackBook feedback;
    private final DefinitionFolder folder = new DefinitionFolder();
    private volatile List<ExperimentView> waiting = List.of();
    private volatile @Nullable Room room;
    private boolean begun;

    private Parts(ExperimentSettings settings, Surroundings surroundings, Memory memory) {
        this.settings = settings;
        this.surroundings = surroundings;
        this.memory = memory;
        this.mail = memory.mail().orElse(null);
        this.feedback =
                new FeedbackBook(
                        FeedbackLimits.of(settings.feedback()),
                        mail == null ? FeedbackBook.Forwarding.NOWHERE : mail::post,
                        this::joined);
    }

    /**
     * Takes hold of what is to be remembered in.
     *
     * @throws ServingException FAILED_PRECONDITION when it cannot be used
     */
    static Parts open(ExperimentSettings settings, Surroundings surroundings) {
        try {
            return new Parts(settings, surroundings, surroundings.memories().apply(settings));
        } catch (StoreException e) {
            throw ServingException.of(
                    ErrorCode.FAILED_PRECONDITION,
                    "experiments cannot be remembered: " + e.getMessage(),
                    e);
        }
    }

    /** This server gave an answer of this id. */
    void serves(String id) {
        Mail own = mail;
        if (own != null) {
            own.serves(id);
        }
    }

    /** Brings back what ran, and begins to look. */
    void start(Management management) {
        Openings openings =
                new Openings(feedback, ServiceLoader.load(BanditAlgorithms.class).findFirst());
        Room made = new Room(surroundings, management, memory, openings);
        room = made;
        made.recall();
        folder.read(settings.definitions(), made.all());
        if (settings.state().isPresent()
                || settings.definitions().isPresent()
                || settings.database().isPresent()) {
            begin(made);
        }
    }

    private void begin(Room made) {
        if (!begun) {
            begun = true;
            surroundings.pulse().begin(() -> look(made), settings.interval());
        }
    }

    private void look(Room made) {
        try {
            long now = surroundings.wall().instant().toEpochMilli();
            feedback.tick(now);
            receive(now);
            made.look();
            folder.start(new Desk(made, surroundings));
            waiting = folder.waiting().stream().map(this::waits).toList();
        } catch (RuntimeException e) {
            LOG.error("experiments not looked at", e);
        }
    }

    private void receive(long nowMillis) {
        Mail own = mail;
        if (own == null) {
            return;
        }
        try {
            own.receive().forEach(each -> feedback.accept(each, nowMillis));
        } catch (StoreException away) {
            LOG.debug("feedback of other servers not received reason=\"{}\"", away.getMessage());
        }
    }

    private ExperimentView waits(Definition definition) {
        return Portrait.waiting(
                definition,
                surroundings.wall().instant(),
                folder.reasons().getOrDefault(definition.name(), ""));
    }

    CompletableFuture<ExperimentView> act(Function<Desk, ExperimentView> act) {
        Room made = room;
        if (made == null) {
            return CompletableFuture.failedFuture(
                    ServingException.unavailable("experiments are not ready: the server starts"));
        }
        return surroundings
                .pulse()
                .post(() -> {
                    begin(made);
                    return act.apply(new Desk(made, surroundings));
                });
    }

    private void joined(FeedbackBook.Join join) {
        Shown shown = shown().get(join.experiment());
        if (shown == null || shown.policy().isEmpty() || !Double.isNaN(join.former())) {
            return;
        }
        String reward = shown.pinned().bandit().map(BanditTerms::reward).orElse("");
        if (join.metric().equals(reward)) {
            shown.policy().get().rewarded(join.id(), join.value());
        }
    }

    Map<String, Shown> shown() {
        Room made = room;
        return made == null ? Map.of() : made.shown();
    }

    Map<String, Map<String, LongAdder>> decided() {
        Room made = room;
        return made == null ? Map.of() : made.decided();
    }

    List<ExperimentView> views() {
        List<ExperimentView> views = new ArrayList<>(waiting);
        shown().values().forEach(each -> views.add(each.view()));
        views.sort(Comparator.comparing(ExperimentView::name));
        return views;
    }

    FeedbackBook feedback() {
        return feedback;
    }

    List<String> losses() {
        return memory.losses();
    }

    void close() {
        Room made = room;
        surroundings
                .pulse()
                .end(() -> {
                    if (made != null) {
                        made.close();
                    }
                });
    }
}
