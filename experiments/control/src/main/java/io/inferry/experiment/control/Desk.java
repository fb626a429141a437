package io.inferry.experiment.control;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.management.VersionState;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.settings.Nearest;
import io.inferry.api.traffic.Share;
import io.inferry.experiment.control.course.Acts;
import io.inferry.experiment.control.course.Decision;
import io.inferry.experiment.control.course.Standing;
import io.inferry.experiment.control.course.Turn;
import io.inferry.experiment.control.definition.Definition;
import io.inferry.experiment.control.memory.Saved;
import io.inferry.experiment.control.view.DecisionView;
import io.inferry.experiment.control.view.ExperimentView;
import io.inferry.experiment.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What operators want, done in the room; belongs to the same thread. */
final class Desk {
    private final Room room;
    private final Surroundings surroundings;

    Desk(Room room, Surroundings surroundings) {
        this.room = room;
        this.surroundings = surroundings;
    }

    ExperimentView start(Definition written) {
        Running same = room.all().get(written.name());
        if (same != null) {
            throw ServingException.of(
                    ErrorCode.CONFLICT,
                    "experiment '%s' exists and is %s; delete it first, or take another name"
                            .formatted(written.name(), same.standing().text()));
        }
        List<Running> before =
                room.all().values().stream()
                        .filter(each -> each.pinned().model().equals(written.model()))
                        .filter(Running::inForce)
                        .toList();
        before.stream()
                .filter(each -> !each.standing().phase().isOver())
                .findFirst()
                .ifPresent(each -> {
                    throw ServingException.of(
                            ErrorCode.CONFLICT,
                            "model %s has experiment '%s', which is %s; '%s' cannot start before it is over"
                                    .formatted(
                                            written.model(),
                                            each.name(),
                                            each.standing().text(),
                                            written.name()));
                });
        Definition pinned = Pinning.pin(written, room.management());
        Saved first = first(written, pinned);
        keep(first);
        for (Running each : before) {
            each.release();
            room.direct(each);
            room.kept(each.saved());
        }
        Running running = room.adopt(first);
        room.tell(running.name(), first.decisions().getFirst());
        room.publish();
        return Portrait.view(running);
    }

    private Saved first(Definition written, Definition pinned) {
        Standing begun = Standing.begin();
        Instant now = surroundings.wall().instant();
        Audit none = new Audit(0, List.of());
        DecisionView line =
                none.line(
                        new Decision(
                                Decision.Act.START,
                                "",
                                begun.text(),
                                "an operator wants it: %s against %s"
                                        .formatted(
                                                String.join(
                                                        ", ",
                                                        pinned.candidates().stream()
                                                                .map(each ->
                                                                        Share.named(each.target()))
                                                                .toList()),
                                                Share.named(pinned.control())),
                                List.of()),
                        Audit.By.OPERATOR,
                        now,
                        Audit.weights(pinned, begun));
        Audit audit = none.with(line);
        return new Saved(
                written,
                pinned,
                begun,
                now,
                true,
                List.of(),
                Map.of(),
                Optional.empty(),
                audit.decided(),
                audit.lines(),
                "");
    }

    ExperimentView promote(String name, Optional<String> target) {
        Running running = known(name);
        Turn turn =
                Acts.promote(
                        running.pinned(),
                        running.standing(),
                        target.map(text -> target(running, text)),
                        "an operator wants it");
        turn.next().winner().ifPresent(winner -> requireAvailable(running, winner));
        List<DecisionView> lines = room.lines(running, turn, Audit.By.OPERATOR);
        keep(running.after(turn, lines));
        return taken(running, turn, lines);
    }

    ExperimentView rollback(String name, String reason) {
        Running running = known(name);
        Turn turn = Acts.rollback(running.pinned(), running.standing(), reason);
        return taken(running, turn, room.lines(running, turn, Audit.By.OPERATOR));
    }

    ExperimentView stop(String name) {
        Running running = known(name);
        Turn turn = Acts.stop(running.pinned(), running.standing(), "an operator wants it");
        return taken(running, turn, room.lines(running, turn, Audit.By.OPERATOR));
    }

    ExperimentView delete(String name) {
        Running running = known(name);
        try {
            room.memory().forget(name);
        } catch (StoreException e) {
            throw notWritten(name, String.valueOf(e.getMessage()));
        }
        room.remove(name);
        room.publish();
        return Portrait.view(running);
    }

    private ExperimentView taken(Running running, Turn turn, List<DecisionView> lines) {
        room.take(running, turn, lines);
        room.publish();
        return Portrait.view(running);
    }

    private void keep(Saved saved) {
        if (!room.kept(saved)) {
            throw notWritten(
                    saved.name(),
                    room.trouble().orElse("another server changed it; look and try again"));
        }
    }

    private static ServingException notWritten(String name, String why) {
        return ServingException.unavailable(
                "experiment '%s' cannot be written down: %s".formatted(name, why));
    }

    private void requireAvailable(Running running, VersionChoice winner) {
        boolean there =
                room.management().model(running.pinned().model()).stream()
                        .flatMap(model -> model.versions().stream())
                        .filter(each -> each.state() == VersionState.AVAILABLE)
                        .anyMatch(each -> winner.equals(new VersionChoice.Exact(each.version())));
        if (!there) {
            throw ServingException.failedPrecondition(
                    "%s of model %s is not available and cannot be promoted"
                            .formatted(Share.named(winner), running.pinned().model()));
        }
    }

    private static VersionChoice target(Running running, String text) {
        String bare = text.startsWith("version ") ? text.substring(8).strip() : text.strip();
        if (bare.length() <= 18 && !bare.isEmpty() && bare.chars().allMatch(Character::isDigit)) {
            return new VersionChoice.Exact(Long.parseLong(bare));
        }
        VersionChoice label =
                new VersionChoice.Label(
                        bare.startsWith("label ") ? bare.substring(6).strip() : bare);
        int at = running.written().arms().indexOf(label);
        if (at < 0) {
            throw ServingException.failedPrecondition(
                    "'%s' is no arm of experiment '%s', which has %s"
                            .formatted(
                                    text,
                                    running.name(),
                                    String.join(
                                            ", ",
                                            running.written().arms().stream()
                                                    .map(Share::named)
                                                    .toList())));
        }
        return running.pinned().arms().get(at);
    }

    private Running known(String name) {
        Running running = room.all().get(name);
        if (running == null) {
            throw unknown(name, room.shown());
        }
        return running;
    }

    static ServingException unknown(String name, Map<String, Shown> known) {
        return ServingException.notFound(
                "there is no experiment '%s'%s"
                        .formatted(
                                name,
                                Nearest.to(name, known.keySet())
                                        .map(near -> "; did you mean '" + near + "'?")
                                        .orElse("")));
    }
}
