package io.inferry.experiment.control;

import io.inferry.api.management.Management;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.ExperimentTraffic;
import io.inferry.api.traffic.RequestField;
import io.inferry.api.traffic.Shadow;
import io.inferry.api.traffic.Share;
import io.inferry.api.traffic.TrafficPlan;
import io.inferry.api.traffic.TrafficSplit;
import io.inferry.experiment.control.course.Course;
import io.inferry.experiment.control.course.Finding;
import io.inferry.experiment.control.course.Phase;
import io.inferry.experiment.control.course.Sight;
import io.inferry.experiment.control.course.Standing;
import io.inferry.experiment.control.course.Turn;
import io.inferry.experiment.control.course.Weights;
import io.inferry.experiment.control.definition.Candidate;
import io.inferry.experiment.control.definition.Definition;
import io.inferry.experiment.control.definition.Kind;
import io.inferry.experiment.control.judging.Judge;
import io.inferry.experiment.control.judging.Tracks;
import io.inferry.experiment.control.memory.Saved;
import io.inferry.experiment.control.policy.BanditPolicy;
import io.inferry.experiment.control.view.DecisionView;
import io.inferry.experiment.evidence.EvidenceSummary;
import io.inferry.experiment.statistics.Rate;
import io.inferry.experiment.statistics.SequentialRatio;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One experiment of this server, over or not. Belongs to the thread that decides. */
final class Running {
    /**
     * An alarm stops an experiment for good, so that it must be rare where nothing is wrong; what
     * is wrong shows with any α after some hundreds of requests more.
     */
    private static final double RATIO_ALPHA = 0.001;

    private final Definition written;
    private final Definition pinned;
    private final Instant started;
    private final Course course;
    private final Judge judge;
    private final Tracks tracks;
    private final Stretches stretches;
    private final Optional<BanditPolicy> policy;
    private final Availability availability = new Availability();
    private Optional<TrafficSplit> directed = Optional.empty();
    private Standing standing;
    private Audit audit;
    private Optional<SequentialRatio> ratio;
    private boolean inForce;
    private List<Finding> findings = List.of();
    private List<EvidenceSummary> evidence;
    private Duration sinceBandit = Duration.ZERO;

    Running(Saved from, Stretches stretches, Optional<BanditPolicy> policy) {
        this.written = from.written();
        this.pinned = from.pinned();
        this.started = from.started();
        this.course = new Course(pinned);
        this.judge = new Judge(pinned);
        this.tracks = new Tracks(from.tracks());
        this.stretches = stretches;
        this.policy = policy;
        this.standing = from.standing();
        this.audit = new Audit(from.decided(), from.decisions());
        this.ratio = from.ratio();
        this.inForce = from.inForce();
        this.evidence = stretches.summaries();
    }

    String name() {
        return pinned.name();
    }

    Definition written() {
        return written;
    }

    Definition pinned() {
        return pinned;
    }

    Instant started() {
        return started;
    }

    Standing standing() {
        return standing;
    }

    Audit audit() {
        return audit;
    }

    boolean inForce() {
        return inForce;
    }

    void release() {
        inForce = false;
    }

    Stretches stretches() {
        return stretches;
    }

    Optional<BanditPolicy> policy() {
        return policy;
    }

    List<Finding> findings() {
        return findings;
    }

    List<EvidenceSummary> evidence() {
        return evidence;
    }

    double ratioP() {
        return ratio.map(SequentialRatio::p).orElse(Double.NaN);
    }

    /** Sees which arms are there, before the first look. */
    void greet(Management management) {
        availability.gone(pinned, management, Duration.ZERO);
    }

    /** What the arms get now; of a bandit, what it gave them last. */
    List<Share> shares() {
        return directed.filter(last -> !standing.phase().isOver())
                .orElseGet(() -> Weights.of(pinned, standing))
                .shares();
    }

    boolean available(VersionChoice arm) {
        return availability.seen(arm);
    }

    /** Looks at everything; changes nothing but what looking itself leaves behind. */
    Sight look(Duration passed, Management management, List<List<EvidenceSummary>> others) {
        refresh(others);
        Map<VersionChoice, String> gone = availability.gone(pinned, management, passed);
        List<VersionChoice> active =
                pinned.candidates().stream()
                        .map(Candidate::target)
                        .filter(each -> !standing.dropped().contains(each))
                        .toList();
        findings = judge.findings(evidence, active, tracks);
        EvidenceSummary present = evidence.getLast();
        return new Sight(
                passed,
                gone,
                samples(present),
                findings,
                mismatch(present, management),
                policy.isPresent() ? best() : Judge.leader(findings),
                Optional.empty());
    }

    /** Takes in what was seen since; feedback comes late, and after the end too. */
    void refresh(List<List<EvidenceSummary>> others) {
        List<EvidenceSummary> all = stretches.summaries();
        for (List<EvidenceSummary> each : others) {
            all = Stretches.merged(all, each);
        }
        evidence = all;
    }

    /** How many requests each arm had, for the audit: who saw it. */
    List<String> counts() {
        return pinned.arms().stream()
                .map(arm -> {
                    Rate answered = Judge.answered(Portrait.counts(evidence, arm));
                    return "%s had %d requests, %d of them not answered"
                            .formatted(
                                    Share.named(arm),
                                    answered.trials(),
                                    answered.trials() - answered.successes());
                })
                .toList();
    }

    private Map<VersionChoice, Long> samples(EvidenceSummary present) {
        Map<VersionChoice, Long> samples = new HashMap<>();
        present.arms()
                .forEach(arm -> samples.put(arm.arm(), Judge.answered(arm.counts()).trials()));
        return samples;
    }

    /** Users who stay with their arm bring requests in bunches: only without them do counts say. */
    private Optional<String> mismatch(EvidenceSummary present, Management management) {
        boolean sticky =
                pinned.sticky().isPresent()
                        || management
                                .traffic()
                                .plan(pinned.model())
                                .flatMap(TrafficPlan::sticky)
                                .isPresent();
        if (sticky || pinned.kind() == Kind.BANDIT) {
            return Optional.empty();
        }
        List<Double> weights = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        for (Share share : Weights.of(pinned, standing).shares()) {
            if (share.weight() > 0) {
                weights.add(share.weight());
                counts.add(
                        present.arm(share.target()).map(arm -> arm.counts().assigned()).orElse(0L));
            }
        }
        if (weights.size() < 2) {
            return Optional.empty();
        }
        SequentialRatio seen =
                ratio.map(before ->
                                before.weights().equals(weights) ? before : before.next(weights))
                        .orElseGet(() ->
                                SequentialRatio.tightestAt(
                                        weights,
                                        (double) pinned.confidence().expectedSamples(),
                                        RATIO_ALPHA))
                        .seen(counts);
        ratio = Optional.of(seen);
        return seen.alarm(RATIO_ALPHA)
                ? Optional.of(
                        "requests came as %s where the weights are %s (p %.2g): something adds or loses"
                                        .formatted(counts, weights, seen.p())
                                + " requests of an arm, so no comparison can be trusted")
                : Optional.empty();
    }

    private Optional<VersionChoice> best() {
        return policy.flatMap(each ->
                Rewards.of(pinned, evidence).arms().stream()
                        .filter(arm -> !arm.target().equals(pinned.control()))
                        .max(Comparator.comparingDouble(arm -> arm.mean()))
                        .map(arm -> arm.target()));
    }

    Turn turn(Sight sight) {
        return course.look(standing, sight);
    }

    /** How it will be saved when the turn is taken. */
    Saved after(Turn turn, List<DecisionView> lines) {
        List<EvidenceSummary> summaries = new ArrayList<>(stretches.summaries());
        if (changesWeights(turn.next())) {
            summaries.add(EvidenceSummary.none(pinned.name(), pinned.arms()));
        }
        Audit next = audit;
        for (DecisionView line : lines) {
            next = next.with(line);
        }
        return new Saved(
                written,
                pinned,
                turn.next(),
                started,
                inForce && turn.next().phase() != Phase.STOPPED,
                summaries,
                tracks.all(),
                ratio,
                next.decided(),
                next.lines(),
                policy.map(each -> Base64.getEncoder().encodeToString(each.save())).orElse(""));
    }

    Saved saved() {
        return after(new Turn(standing, List.of()), List.of());
    }

    /** Takes the turn. */
    void take(Turn turn, List<DecisionView> lines) {
        if (changesWeights(turn.next())) {
            stretches.next();
        }
        standing = turn.next();
        for (DecisionView line : lines) {
            audit = audit.with(line);
        }
        inForce = inForce && standing.phase() != Phase.STOPPED;
    }

    /** Takes what another server decided. */
    void follow(Saved other) {
        while (stretches.count() < other.stretches().size()) {
            stretches.next();
        }
        standing = other.standing();
        audit = new Audit(other.decided(), other.decisions());
        ratio = other.ratio();
        inForce = other.inForce();
    }

    private boolean changesWeights(Standing next) {
        return !next.phase().isOver() && !split(next).equals(split(standing));
    }

    private TrafficSplit split(Standing at) {
        return Weights.of(pinned, at);
    }

    /** Whether it is time for the bandit to think again. */
    boolean banditIsDue(Duration passed) {
        sinceBandit = sinceBandit.plus(passed);
        boolean due =
                policy.isPresent()
                        && !standing.phase().isOver()
                        && pinned.bandit()
                                .map(terms -> sinceBandit.compareTo(terms.update()) >= 0)
                                .orElse(false);
        if (due) {
            sinceBandit = Duration.ZERO;
        }
        return due;
    }

    /** What it wants with the model's requests now. */
    ExperimentTraffic traffic() {
        if (policy.isPresent() && !standing.phase().isOver()) {
            ExperimentTraffic next =
                    policy.get().next(Rewards.of(pinned, evidence).without(standing.dropped()));
            directed = Optional.of(next.split());
            return next;
        }
        Optional<RequestField> sticky = pinned.sticky();
        return new ExperimentTraffic(name(), split(standing), Optional.empty(), sticky, shadows());
    }

    private List<Shadow> shadows() {
        if (pinned.kind() != Kind.SHADOW || standing.phase().isOver()) {
            return List.of();
        }
        return pinned.candidates().stream()
                .map(each ->
                        new Shadow(
                                each.target(),
                                pinned.shadow().percent(),
                                pinned.shadow().inFlightMax()))
                .toList();
    }
}
