package io.inferry.protocol.tfserving.monitoring;

import java.math.BigDecimal;
import java.math.MathContext;

/** Prometheus' text format in upstream's manner: no help texts, and names with colons. */
final class MetricsText {
    private static final String PREFIX = ":tensorflow:serving:";
    private static final MathContext SIX_DIGITS = new MathContext(6);
    private static final int EXPONENT_FROM = 6;

    private final StringBuilder text = new StringBuilder();
    private String metric = "";

    void counter(String name) {
        begin(name, "counter");
    }

    void histogram(String name) {
        begin(name, "histogram");
    }

    private void begin(String name, String type) {
        metric = PREFIX + name;
        text.append("# TYPE ").append(metric).append(' ').append(type).append('\n');
    }

    /** Labels without braces; names and values in turn. */
    static String labels(String... namesAndValues) {
        StringBuilder labels = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            labels.append(i == 0 ? "" : ",")
                    .append(namesAndValues[i])
                    .append("=\"")
                    .append(escaped(namesAndValues[i + 1]))
                    .append('"');
        }
        return labels.toString();
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    void value(String labels, long value) {
        line("", labels, value);
    }

    void values(String labels, Histogram values) {
        long all = 0;
        for (int bucket = 0; bucket < values.size(); bucket++) {
            all += values.count(bucket);
            line("_bucket", labels + ",le=\"" + sixDigits(values.bound(bucket)) + '"', all);
        }
        line("_sum", labels, values.sum());
        line("_count", labels, all);
    }

    private void line(String suffix, String labels, long value) {
        text.append(metric)
                .append(suffix)
                .append('{')
                .append(labels)
                .append("} ")
                .append(value)
                .append('\n');
    }

    /** As C prints {@code %g}. */
    static String sixDigits(double value) {
        if (Double.isInfinite(value)) {
            return "+Inf";
        }
        BigDecimal rounded = new BigDecimal(value).round(SIX_DIGITS).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent < EXPONENT_FROM) {
            return rounded.toPlainString();
        }
        return rounded.movePointLeft(exponent).toPlainString() + "e+" + twoDigits(exponent);
    }

    private static String twoDigits(int exponent) {
        return exponent < 10 ? "0" + exponent : Integer.toString(exponent);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
