package io.inferry.experiment.control.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is measured of an arm.
 *
 * @param name as a definition has it
 * @param family how it comes about
 * @param direction which way is better
 */
public record Metric(String name, Family family, Direction direction) {
    /** Prefix of everything that comes with feedback. */
    public static final String FEEDBACK = "feedback.";

    /** How a metric comes about. */
    public enum Family {
        /** Part of the requests that did not fail. */
        SUCCESS_RATE,
        /** Milliseconds that a part of the answers stays below. */
        LATENCY_QUANTILE,
        /** Milliseconds. */
        LATENCY_MEAN,
        /** Part of the labels that were right. */
        ACCURACY,
        /** A mean over feedback. */
        FEEDBACK_MEAN,
        /** Area under the ROC curve. */
        AUC,
        /** Part of the answers with NaN or infinity. */
        INVALID,
        /** Whether all answers are equal. */
        CONSTANT,
        /** Population stability index against control's answers. */
        DRIFT,
        /** Part of the shadow's answers that agree with the live ones. */
        AGREEMENT
    }

    private static final List<Metric> KNOWN =
            List.of(
                    new Metric("success_rate", Family.SUCCESS_RATE, Direction.HIGHER),
                    new Metric("latency_p50", Family.LATENCY_QUANTILE, Direction.LOWER),
                    new Metric("latency_p90", Family.LATENCY_QUANTILE, Direction.LOWER),
                    new Metric("latency_p95", Family.LATENCY_QUANTILE, Direction.LOWER),
                    new Metric("latency_p99", Family.LATENCY_QUANTILE, Direction.LOWER),
                    new Metric("latency_mean", Family.LATENCY_MEAN, Direction.LOWER),
                    new Metric("feedback.accuracy", Family.ACCURACY, Direction.HIGHER),
                    new Metric("feedback.log_loss", Family.FEEDBACK_MEAN, Direction.LOWER),
                    new Metric("feedback.auc", Family.AUC, Direction.HIGHER),
                    new Metric("feedback.absolute_error", Family.FEEDBACK_MEAN, Direction.LOWER),
                    new Metric("feedback.squared_error", Family.FEEDBACK_MEAN, Direction.LOWER),
                    new Metric("feedback.reward", Family.FEEDBACK_MEAN, Direction.HIGHER),
                    new Metric("outputs.invalid", Family.INVALID, Direction.LOWER),
                    new Metric("outputs.constant", Family.CONSTANT, Direction.LOWER),
                    new Metric("outputs.drift", Family.DRIFT, Direction.LOWER),
                    new Metric("agreement", Family.AGREEMENT, Direction.HIGHER));

    /** The metric of that name; any {@code feedback.NAME} is a value that feedback may carry. */
    public static Optional<Metric> named(String name) {
        Optional<Metric> known = KNOWN.stream().filter(each -> each.name.equals(name)).findFirst();
        boolean value = name.startsWith(FEEDBACK) && name.length() > FEEDBACK.length();
        return known.isPresent() || !value
                ? known
                : Optional.of(new Metric(name, Family.FEEDBACK_MEAN, Direction.HIGHER));
    }

    /** The same the other way round, as a goal may say. */
    public Metric better(Direction way) {
        return new Metric(name, family, way);
    }

    /** Whether it is the part of a whole: what is counted exactly from the first request on. */
    public boolean isRate() {
        return switch (family) {
            case SUCCESS_RATE, ACCURACY, INVALID, AGREEMENT -> true;
            case LATENCY_QUANTILE, LATENCY_MEAN, FEEDBACK_MEAN, AUC, CONSTANT, DRIFT -> false;
        };
    }

    /** Of a latency quantile: 0.99 for p99. */
    public double quantile() {
        if (family != Family.LATENCY_QUANTILE) {
            throw new IllegalStateException(name + " is no quantile");
        }
        return Integer.parseInt(name.substring(name.length() - 2)) / 100.0;
    }

    /** The part after {@code feedback.}; empty for what does not come with feedback. */
    public Optional<String> feedback() {
        return name.startsWith(FEEDBACK)
                ? Optional.of(name.substring(FEEDBACK.length()))
                : Optional.empty();
    }

    static List<String> names() {
        List<String> names = new ArrayList<>();
        KNOWN.forEach(each -> names.add(each.name));
        return names;
    }
}
