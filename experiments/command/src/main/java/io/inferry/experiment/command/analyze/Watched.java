package io.inferry.experiment.command.analyze;

import io.inferry.api.ServingException;
import io.inferry.experiment.statistics.BucketCounts;
import io.inferry.experiment.statistics.Comparison;
import io.inferry.experiment.statistics.ConfidenceSequence;
import io.inferry.experiment.statistics.QuantileSequence;
import io.inferry.experiment.statistics.decision.Arm;
import io.inferry.experiment.statistics.decision.Direction;
import io.inferry.experiment.statistics.decision.Finding;
import io.inferry.experiment.statistics.decision.Margin;
import io.inferry.experiment.statistics.decision.Role;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One metric that is looked at.
 *
 * @param name as experiments name it: {@code success_rate}, {@code latency_p95}
 * @param quantile of latency; empty for the success rate
 */
record Watched(String name, OptionalDouble quantile, Role role, Margin margin) {
    private static final String SUCCESS_RATE = "success_rate";
    private static final Pattern QUANTILE =
            Pattern.compile("(?:latency_)?p(\\d{1,2}(?:\\.\\d{1,3})?)");
    private static final Pattern NUMBER = Pattern.compile("(\\d+(?:\\.\\d+)?)(%?)");
    private static final double PERCENT = 100;

    /** How sure one has to be. */
    record Certainty(double alpha, double expectedSamples, long samplesMin) {}

    /** The metric with its usual role and margin: 0.01 of the success rate, 20 % of a latency. */
    static Watched named(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replace('-', '_');
        if (plain.equals(SUCCESS_RATE)) {
            return new Watched(
                    plain, OptionalDouble.empty(), Role.GOAL_NOT_WORSE, new Margin.Absolute(0.01));
        }
        Matcher quantile = QUANTILE.matcher(plain);
        if (quantile.matches() && Double.parseDouble(quantile.group(1)) > 0) {
            return new Watched(
                    "latency_p" + quantile.group(1),
                    OptionalDouble.of(Double.parseDouble(quantile.group(1)) / PERCENT),
                    Role.GUARDRAIL,
                    new Margin.Relative(0.2));
        }
        throw ServingException.invalidArgument(
                "there is no metric '" + name + "'; there are success-rate, p50, p90, p95, p99");
    }

    Watched as(Role other) {
        return new Watched(name, quantile, other, margin);
    }

    /** With {@code 0.01}, or {@code 20%} of control's value. */
    Watched within(String text) {
        Matcher number = NUMBER.matcher(text);
        if (!number.matches()) {
            throw ServingException.invalidArgument(
                    "a margin is a number such as 0.01 or a part such as 20%, was '" + text + "'");
        }
        double value = Double.parseDouble(number.group(1));
        Margin other =
                number.group(2).isEmpty()
                        ? new Margin.Absolute(value)
                        : new Margin.Relative(value / PERCENT);
        return new Watched(name, quantile, role, other);
    }

    Finding finding(Seen control, Seen candidate, Certainty certainty) {
        return quantile.isPresent()
                ? latency(control, candidate, certainty)
                : successRate(control, candidate, certainty);
    }

    private Finding successRate(Seen control, Seen candidate, Certainty certainty) {
        Comparison comparison =
                ConfidenceSequence.tightestAt(certainty.expectedSamples(), certainty.alpha())
                        .rates(control.requests(), candidate.requests());
        return new Finding(
                name,
                role,
                Direction.HIGHER_IS_BETTER,
                margin,
                new Finding.Evidence(
                        comparison,
                        control.requests().mean(),
                        arm(control, control.requests().trials()),
                        arm(candidate, candidate.requests().trials()),
                        certainty.samplesMin()));
    }

    private Finding latency(Seen control, Seen candidate, Certainty certainty) {
        // the expected samples are of both versions together, the sequence's of one
        Comparison comparison =
                QuantileSequence.tightestAt(
                                quantile.orElseThrow(),
                                certainty.expectedSamples() / 2,
                                certainty.alpha())
                        .difference(control.latencies(), candidate.latencies());
        return new Finding(
                name,
                role,
                Direction.LOWER_IS_BETTER,
                margin,
                new Finding.Evidence(
                        comparison,
                        value(control),
                        arm(control, control.latencies().count()),
                        arm(candidate, candidate.latencies().count()),
                        certainty.samplesMin()));
    }

    /** What was seen of a version, 0 where nothing was. */
    double value(Seen version) {
        if (quantile.isEmpty()) {
            return version.requests().mean();
        }
        BucketCounts latencies = version.latencies();
        return latencies.count() == 0 ? 0 : latencies.quantile(quantile.getAsDouble());
    }

    private static Arm arm(Seen version, long outcomes) {
        return new Arm("version " + version.version(), outcomes);
    }
}
