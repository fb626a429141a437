package io.inferry.experiment.evidence.feedback;

import io.inferry.experiment.evidence.outputs.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One experiment's part of a {@link FeedbackBook}. Safe for use by many threads; times are
 * milliseconds since 1970.
 */
public final class ExperimentFeedback implements AutoCloseable {
    /** Values told apart by name. */
    public static final int NAMES_MAX = 32;

    /** The arm of answers that are no evidence: they take feedback, and it counts nowhere. */
    public static final int LEFT_OUT = AnswerTable.Owner.NO_ARM;

    private final FeedbackBook book;
    private final int number;
    private final String experiment;
    private final ClassIndex classes = new ClassIndex();
    private final List<ArmJoins> arms = new ArrayList<>();
    private final ConcurrentMap<String, Integer> names = new ConcurrentHashMap<>();
    private final AtomicInteger namesGiven = new AtomicInteger();

    ExperimentFeedback(FeedbackBook book, int number, String experiment, int arms) {
        this.book = book;
        this.number = number;
        this.experiment = experiment;
        for (int i = 0; i < arms; i++) {
            this.arms.add(new ArmJoins(classes));
        }
    }

    /**
     * A request was assigned.
     *
     * @param arm its index, or {@link #LEFT_OUT}
     * @param covariate NaN when there is none
     */
    public void routed(String id, int arm, double covariate, long nowMillis) {
        book.routed(id, new AnswerTable.Owner(number, arm), covariate, nowMillis);
    }

    /** Its answer; one that was not routed, or was forgotten since, is passed over. */
    public void answered(String id, Prediction prediction) {
        if (prediction instanceof Prediction.Classed classed && !classed.name().isEmpty()) {
            classes.name(classed.code(), classed.name());
        }
        book.answered(id, prediction);
    }

    /** What was joined for an arm until now. */
    public FeedbackSummary summary(int arm) {
        return arms.get(arm).summary();
    }

    /** The experiment is over: feedback for its answers counts as expired from now on. */
    @Override
    public void close() {
        book.close(number);
    }

    String experiment() {
        return experiment;
    }

    ArmJoins arm(int arm) {
        return arms.get(arm);
    }

    void name(Label label) {
        if (label instanceof Label.Name name) {
            classes.name(RightAnswer.code(RightAnswer.of(name)), name.text());
        }
    }

    /** The number of a value's name; −1 when there are too many already. */
    int nameNumber(String name) {
        Integer known = names.get(name);
        if (known != null) {
            return known;
        }
        synchronized (names) {
            if (names.size() == NAMES_MAX && !names.containsKey(name)) {
                return -1;
            }
            return names.computeIfAbsent(name, first -> namesGiven.getAndIncrement());
        }
    }
}
