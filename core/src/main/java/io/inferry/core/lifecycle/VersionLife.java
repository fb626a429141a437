package io.inferry.core.lifecycle;

import io.inferry.api.ErrorCode;
import io.inferry.api.management.StateChange;
import io.inferry.api.management.VersionState;
import io.inferry.api.management.VersionStatus;
import io.inferry.api.model.ModelId;
import io.inferry.core.lifecycle.VersionFacts.Phase;
import io.inferry.core.repository.VersionListing.Contents;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One version's state machine. Clockless, and used by the loop only. What answers, what is being
 * loaded and what is leaving are three things, because a version whose files changed has all of
 * them at once.
 */
final class VersionLife {
    private final ModelId id;
    private final LifecycleSettings settings;
    private final Outbox outbox;
    private final History history;
    private final Failures failures;

    private VersionState state = VersionState.UNLOADED;
    private String reason = "";
    private Optional<ErrorCode> failure = Optional.empty();
    private boolean wanted;
    private boolean coming;

    private @Nullable LoadPlan plan;
    private @Nullable LoadPlan attempt;
    private @Nullable Loaded serving;
    private final Set<Loaded> leaving = new HashSet<>();
    private Optional<Instant> drainReportAt = Optional.empty();

    VersionLife(ModelId id, LifecycleSettings settings, Outbox outbox) {
        this.id = id;
        this.settings = settings;
        this.outbox = outbox;
        this.history = new History(settings.history().changesMax());
        this.failures = new Failures(settings.retry());
    }

    /** It should be served, as its files are now; what answers already stays until they load. */
    void want(LoadPlan next, Instant now) {
        wanted = true;
        coming = false;
        plan = next;
        if (state == VersionState.UNLOADED && !isBusy()) {
            failure = Optional.empty();
            enter(VersionState.NEW, "found " + next.artifact(), now);
        }
        if (serving != null && !failures.isEmpty() && next.equals(serving.plan())) {
            failures.clear();
            enter(VersionState.AVAILABLE, "its files are again what was loaded", now);
        }
    }

    /** It should go on as it is: nothing is known of its files. */
    void keep() {
        wanted = true;
        plan = serving == null ? null : serving.plan();
    }

    /** It would be wanted, but its files are not to be loaded yet. */
    void expect(Contents.Unsettled contents, Instant now) {
        wanted = false;
        plan = null;
        coming = contents.changing();
        String why = contents.reason();
        if (!isBusy() && !(state == VersionState.NEW && reason.equals(why))) {
            failure = Optional.empty();
            enter(VersionState.NEW, why, now);
        }
    }

    /** It should not be served; the policy says when it leaves. */
    void unwant(String why, Instant now) {
        wanted = false;
        coming = false;
        plan = null;
        boolean idle = state == VersionState.NEW || state == VersionState.FAILED;
        if (idle && !isBusy()) {
            failures.clear();
            enter(VersionState.UNLOADED, why, now);
        }
    }

    VersionFacts facts(Instant now) {
        return new VersionFacts(id.version(), wanted, phase(now));
    }

    private Phase phase(Instant now) {
        boolean loadable = plan != null && failures.allow(plan, now);
        if (serving != null) {
            boolean changed = !serving.plan().equals(plan);
            return attempt == null && changed && loadable ? Phase.STALE : Phase.AVAILABLE;
        }
        if (attempt != null) {
            return Phase.LOADING;
        }
        if (!leaving.isEmpty()) {
            return Phase.LEAVING;
        }
        return loadable ? Phase.LOADABLE : Phase.WAITING;
    }

    void load(Instant now) {
        LoadPlan next = plan;
        if (next == null) {
            throw new IllegalStateException(id + " cannot be loaded: nothing is known of it");
        }
        attempt = next;
        if (serving == null) {
            enter(VersionState.LOADING, "loading " + next.artifact(), now);
        } else {
            enter(VersionState.AVAILABLE, "its files changed and are being loaded", now);
        }
        outbox.add(new Outbox.Item.Load(id, next));
    }

    void warming(Instant now) {
        if (state == VersionState.LOADING) {
            enter(VersionState.WARMING, "answering warm-up requests", now);
        }
    }

    void loaded(Loaded loaded, Instant now) {
        attempt = null;
        if (!wanted) {
            retire(loaded);
            if (serving == null) {
                enter(VersionState.DRAINING, "was no longer wanted when it was loaded", now);
            }
            return;
        }
        failures.clear();
        failure = Optional.empty();
        Loaded before = serving;
        serving = loaded;
        String text = before == null ? "loaded" : "loaded again after its files changed";
        enter(
                VersionState.AVAILABLE,
                loaded.warning().map(warning -> text + "; " + warning).orElse(text),
                now);
        outbox.add(new Outbox.Item.Arrived(id, loaded.took()));
        if (before != null) {
            retire(before);
        }
    }

    void failed(LoadOutcome.Failed outcome, Instant now) {
        LoadPlan tried = attempt;
        attempt = null;
        if (tried == null) {
            throw new IllegalStateException(id + " cannot have failed: it was not loading");
        }
        if (!wanted) {
            failedUnwanted(outcome, now);
            return;
        }
        Duration delay = failures.add(tried, now);
        String text = outcome.reason() + " (next try in " + InWords.of(delay) + ")";
        if (serving != null) {
            String kept = "its changed files did not load, what was loaded before answers: ";
            enter(VersionState.AVAILABLE, kept + text, now);
            return;
        }
        failure = Optional.of(outcome.code());
        enter(VersionState.FAILED, text, now);
    }

    private void failedUnwanted(LoadOutcome.Failed outcome, Instant now) {
        if (serving == null && leaving.isEmpty()) {
            failure = Optional.of(outcome.code());
            enter(VersionState.UNLOADED, outcome.reason(), now);
        }
    }

    void unload(String why, Instant now) {
        Loaded before = serving;
        if (before == null) {
            throw new IllegalStateException(id + " cannot be unloaded: it is " + state);
        }
        serving = null;
        failures.clear();
        drainReportAt = Optional.of(now.plus(settings.drainMax()));
        enter(VersionState.DRAINING, why, now);
        retire(before);
    }

    private void retire(Loaded loaded) {
        leaving.add(loaded);
        outbox.add(new Outbox.Item.Retire(loaded));
    }

    void closed(Loaded loaded, String how, Instant now) {
        leaving.remove(loaded);
        if (state == VersionState.DRAINING && !isBusy()) {
            drainReportAt = Optional.empty();
            enter(VersionState.UNLOADED, how, now);
        }
    }

    /** Reports once that a version's last requests take longer than they should. */
    void reportLateDrain(Instant now) {
        if (drainReportAt.isEmpty() || now.isBefore(drainReportAt.get())) {
            return;
        }
        drainReportAt = Optional.empty();
        if (state == VersionState.DRAINING) {
            long leases = leaving.stream().mapToLong(loaded -> loaded.servable().leases()).sum();
            String late =
                    "%d requests are still inside after %s; it waits for them"
                            .formatted(leases, InWords.of(settings.drainMax()));
            enter(VersionState.DRAINING, late, now);
        }
    }

    /** Ends requests that wait in vain, before it and before what is leaving. */
    void expire() {
        if (serving != null) {
            serving.servable().execution().expire();
        }
        leaving.forEach(loaded -> loaded.servable().execution().expire());
    }

    private void enter(VersionState next, String why, Instant now) {
        state = next;
        reason = why;
        StateChange change = new StateChange(next, now, why);
        history.add(change);
        outbox.add(new Outbox.Item.Changed(id, change));
    }

    ModelId id() {
        return id;
    }

    Failures failures() {
        return failures;
    }

    /** Whether it holds, or is about to hold, memory. */
    boolean isBusy() {
        return serving != null || attempt != null || !leaving.isEmpty();
    }

    /** Whether it will be wanted as soon as its files stop changing. */
    boolean isComing() {
        return coming;
    }

    /** Whether a load of it ended. */
    boolean isTried() {
        return serving != null || !failures.isEmpty();
    }

    /** Whether its first load is still to come or running. */
    boolean isUntried() {
        return wanted && !isTried();
    }

    boolean isWanted() {
        return wanted;
    }

    Optional<Loaded> serving() {
        return Optional.ofNullable(serving);
    }

    VersionState state() {
        return state;
    }

    String reason() {
        return reason;
    }

    long nativeBytes() {
        long bytes = serving == null ? 0 : serving.nativeBytes();
        return bytes + leaving.stream().mapToLong(Loaded::nativeBytes).sum();
    }

    VersionStatus status() {
        return new VersionStatus(id.version(), state, reason, failure, history.toList());
    }
}
