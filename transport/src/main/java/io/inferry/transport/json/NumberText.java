package io.inferry.transport.json;

import java.util.Locale;

/** Writes numbers. */
final class NumberText {
    private final ByteSink sink;
    private final FloatStyle style;

    NumberText(ByteSink sink, FloatStyle style) {
        this.sink = sink;
        this.style = style;
    }

    void put(long value) {
        sink.put(Long.toString(value));
    }

    void putUnsigned(long value) {
        sink.put(Long.toUnsignedString(value));
    }

    void put(float value) {
        if (style == FloatStyle.SHORTEST || !Float.isFinite(value)) {
            sink.put(Float.toString(value));
            return;
        }
        String six = String.format(Locale.ROOT, "%.6g", value);
        sink.put(Float.parseFloat(six) == value ? six : String.format(Locale.ROOT, "%.9g", value));
    }

    void put(double value) {
        if (style == FloatStyle.SHORTEST || !Double.isFinite(value)) {
            sink.put(Double.toString(value));
            return;
        }
        sink.put(Double.toString(value));
    }
}
