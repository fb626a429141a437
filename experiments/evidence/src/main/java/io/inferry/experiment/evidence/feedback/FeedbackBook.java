package io.inferry.experiment.evidence.feedback;

import io.inferry.experiment.evidence.feedback.AnswerStripe.Applied;
import io.inferry.experiment.evidence.feedback.Verdict.Outcome;
import io.inferry.experiment.evidence.outputs.Prediction;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Remembers answers until their feedback comes, and joins both; one for all experiments. Safe for
 * use by many threads. Times are milliseconds since 1970.
 */
public final class FeedbackBook {
    /** Feedback for answers of another server. Called without locks held. */
    @FunctionalInterface
    public interface Forwarding {
        /** Nobody takes it: it counts as unknown. */
        Forwarding NOWHERE = feedback -> false;

        /** Takes it and answers true, or false where no such server is known. */
        boolean forward(Feedback feedback);
    }

    /** Hears of each outcome of a metric, for policies that learn. Called without locks held. */
    @FunctionalInterface
    public interface Listening {
        /** Nobody listens. */
        Listening NOBODY = join -> {};

        /** An answer has an outcome. */
        void joined(Join join);
    }

    /**
     * One outcome of a metric.
     *
     * @param arm index of the arm in its experiment's terms
     * @param metric as {@link FeedbackSummary#metrics} names it
     * @param former the outcome that this one replaces; NaN when it is the first
     */
    public record Join(
            String experiment, String id, int arm, String metric, double value, double former) {}

    /** Below this many answers one stripe is enough, and exactly the oldest are forgotten first. */
    private static final int STRIPED_FROM = 16_384;

    private static final int STRIPE_BITS = 4;

    /** An id that is missing and not among the latest so many belongs to no experiment. */
    private static final long LATEST = 65_536;

    private static final long SERVER_UNKNOWN = -1;

    private final Forwarding forwarding;
    private final Listening listening;
    private final List<AnswerStripe> stripes = new ArrayList<>();
    private final WaitingRoom waiting;
    private final ConcurrentMap<Integer, ExperimentFeedback> experiments =
            new ConcurrentHashMap<>();
    private final AtomicInteger lastNumber = new AtomicInteger();
    private final Map<Outcome, LongAdder> outcomes = new EnumMap<>(Outcome.class);
    private final LongAdder leftOut = new LongAdder();
    private volatile long server = SERVER_UNKNOWN;

    public FeedbackBook(FeedbackLimits limits, Forwarding forwarding, Listening listening) {
        this.forwarding = forwarding;
        this.listening = listening;
        int bits = limits.idsMax() < STRIPED_FROM ? 0 : STRIPE_BITS;
        int idsMax = limits.idsMax() >> bits;
        for (int i = 0; i < 1 << bits; i++) {
            stripes.add(new AnswerStripe(idsMax, bits, limits.ageMax().toMillis()));
        }
        waiting = new WaitingRoom(limits.waitingMax(), limits.waitMax().toMillis());
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(outcome, new LongAdder());
        }
    }

    /**
     * An experiment begins.
     *
     * @param arms how many it has
     */
    public ExperimentFeedback open(String experiment, int arms) {
        int number = lastNumber.incrementAndGet();
        ExperimentFeedback opened = new ExperimentFeedback(this, number, experiment, arms);
        experiments.put(number, opened);
        return opened;
    }

    void close(int number) {
        experiments.remove(number);
    }

    void routed(String id, AnswerTable.Owner owner, double covariate, long nowMillis) {
        RequestName name = RequestName.of(id);
        if (name == null) {
            return;
        }
        if (server == SERVER_UNKNOWN) {
            server = Integer.toUnsignedLong(name.server());
        }
        stripe(name).routed(name, owner, covariate, nowMillis);
        if (!waiting.isEmpty()) {
            waiting.take(id).forEach(feedback -> settle(name, feedback, nowMillis));
        }
    }

    void answered(String id, Prediction prediction) {
        RequestName name = RequestName.of(id);
        if (name != null) {
            stripe(name).answered(name, prediction, this::experiment).forEach(listening::joined);
        }
    }

    private Optional<ExperimentFeedback> experiment(int number) {
        return Optional.ofNullable(experiments.get(number));
    }

    private AnswerStripe stripe(RequestName name) {
        return stripes.get((int) (name.count() % stripes.size()));
    }

    /** Takes one piece of feedback. */
    public Verdict accept(Feedback feedback, long nowMillis) {
        String objection = FeedbackCheck.objection(feedback);
        if (!objection.isEmpty()) {
            return counted(new Verdict(Outcome.INVALID, objection));
        }
        RequestName name = RequestName.of(feedback.id());
        if (name == null) {
            return counted(new Verdict(Outcome.UNKNOWN, "no server gives ids like this"));
        }
        return settle(name, feedback, nowMillis)
                .orElseGet(() -> missing(name, feedback, nowMillis));
    }

    /** Joins it if its answer is here. */
    private Optional<Verdict> settle(RequestName name, Feedback feedback, long nowMillis) {
        Optional<Applied> applied =
                stripe(name).accept(name, feedback, this::experiment, nowMillis);
        applied.ifPresent(one -> {
            one.joins().forEach(listening::joined);
            if (one.leftOut()) {
                leftOut.increment();
            }
            counted(one.verdict());
        });
        return applied.map(Applied::verdict);
    }

    private Verdict missing(RequestName name, Feedback feedback, long nowMillis) {
        long own = server;
        if (own != Integer.toUnsignedLong(name.server()) && own != SERVER_UNKNOWN) {
            return forwarding.forward(feedback)
                    ? counted(new Verdict(Outcome.FORWARDED, ""))
                    : counted(new Verdict(Outcome.UNKNOWN, "no such server is known"));
        }
        if (name.count() <= stripe(name).forgotten()) {
            return counted(new Verdict(Outcome.EXPIRED, "the answer is forgotten"));
        }
        long highest = stripes.stream().mapToLong(AnswerStripe::highest).max().orElse(0);
        boolean soon = Math.abs(name.count() - highest) <= LATEST;
        if (soon && wait(name, feedback, nowMillis)) {
            return counted(new Verdict(Outcome.WAITING, ""));
        }
        return counted(new Verdict(Outcome.UNKNOWN, "no answer of an experiment has this id"));
    }

    private boolean wait(RequestName name, Feedback feedback, long nowMillis) {
        tick(nowMillis);
        if (!waiting.add(feedback, nowMillis)) {
            return false;
        }
        if (isHeld(name)) {
            // The answer came between the two looks, and may not have seen what waits.
            waiting.take(feedback.id()).forEach(late -> settle(name, late, nowMillis));
        }
        return true;
    }

    private boolean isHeld(RequestName name) {
        return stripe(name).holds(name);
    }

    private Verdict counted(Verdict verdict) {
        count(verdict.outcome()).increment();
        return verdict;
    }

    private LongAdder count(Outcome outcome) {
        return outcomes.computeIfAbsent(outcome, missing -> new LongAdder());
    }

    /** Gives up on feedback that waited too long; to be called about once a second. */
    public void tick(long nowMillis) {
        count(Outcome.UNKNOWN).add(waiting.expire(nowMillis));
    }

    /** What became of all feedback until now. */
    public FeedbackCounts counts() {
        return new FeedbackCounts(
                count(Outcome.ACCEPTED).sum(),
                count(Outcome.REPEATED).sum(),
                count(Outcome.REPLACED).sum(),
                count(Outcome.WAITING).sum(),
                count(Outcome.FORWARDED).sum(),
                count(Outcome.UNKNOWN).sum(),
                count(Outcome.EXPIRED).sum(),
                count(Outcome.INVALID).sum(),
                leftOut.sum());
    }

    /** Answers remembered now. */
    public int held() {
        return stripes.stream().mapToInt(AnswerStripe::held).sum();
    }
}
