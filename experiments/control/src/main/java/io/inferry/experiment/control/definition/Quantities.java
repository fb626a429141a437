package io.inferry.experiment.control.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers, spans of time and margins as texts. */
final class Quantities {
    private static final Pattern SPAN = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
    private static final Map<String, Duration> UNITS =
            Map.of(
                    "ms", Duration.ofMillis(1),
                    "s", Duration.ofSeconds(1),
                    "m", Duration.ofMinutes(1),
                    "h", Duration.ofHours(1),
                    "d", Duration.ofDays(1));

    private Quantities() {}

    static Optional<Double> number(JsonNode node) {
        if (node.isNumber()) {
            return Optional.of(node.asDouble()).filter(Double::isFinite);
        }
        return node.isTextual() ? number(node.asText()) : Optional.empty();
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.parseDouble(text.strip())).filter(Double::isFinite);
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    /** {@code 10m}, {@code 7d}, {@code 0}. */
    static Optional<Duration> span(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher matcher = SPAN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Duration unit = UNITS.getOrDefault(matcher.group(2), Duration.ZERO);
        try {
            return Optional.of(unit.multipliedBy(Long.parseLong(matcher.group(1))))
                    .filter(each -> each.compareTo(Duration.ofDays(3660)) <= 0);
        } catch (ArithmeticException tooLong) {
            return Optional.empty();
        }
    }

    /** As {@link #span} reads it. */
    static String shown(Duration span) {
        return span.isZero() ? "0" : span.toMillis() + "ms";
    }

    /** {@code 0.01}, {@code 20%}. */
    static Optional<Margin> margin(JsonNode node) {
        String text = node.asText().strip();
        if (text.endsWith("%")) {
            return number(text.substring(0, text.length() - 1))
                    .filter(each -> each >= 0)
                    .map(each -> new Margin(each / 100, true));
        }
        return number(node).filter(each -> each >= 0).map(each -> new Margin(each, false));
    }
}
