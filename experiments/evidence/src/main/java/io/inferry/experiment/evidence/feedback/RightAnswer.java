package io.inferry.experiment.evidence.feedback;

import io.inferry.experiment.evidence.outputs.ClassCode;
import io.inferry.experiment.evidence.outputs.Prediction;

/**
 * A label in one double: a number is itself, and the name of a class is the NaN that carries its
 * code, so that no number can be taken for a name.
 */
final class RightAnswer {
    /** The bits of a NaN that no arithmetic makes; the code is below them. */
    private static final long NAMED = 0x7ff9_0000_0000_0000L;

    private static final long CODE = 0x7fff_ffffL;

    /** Up to here doubles count in ones. */
    private static final double WHOLE_MAX = 0x1p53;

    private RightAnswer() {}

    /** The double that a label is kept as. */
    static double of(Label label) {
        return switch (label) {
            case Label.Number number -> number.value() + 0.0;
            case Label.Name name -> {
                int code = ClassCode.of(name.text());
                yield code < ClassCode.NAMES ? code : Double.longBitsToDouble(NAMED | code);
            }
        };
    }

    static boolean isNamed(double label) {
        return (Double.doubleToRawLongBits(label) & ~CODE) == NAMED;
    }

    static boolean isAbsent(double label) {
        return Double.isNaN(label) && !isNamed(label);
    }

    static boolean isSame(double label, double other) {
        return Double.doubleToRawLongBits(label) == Double.doubleToRawLongBits(other);
    }

    /** The class that a label names; −1 when it is none. */
    static int code(double label) {
        if (isNamed(label)) {
            return (int) (Double.doubleToRawLongBits(label) & CODE);
        }
        if (ClassCode.isIndex(label)) {
            return (int) label;
        }
        boolean whole = label == Math.rint(label) && Math.abs(label) < WHOLE_MAX;
        return whole ? ClassCode.of(Long.toString((long) label)) : -1;
    }

    /** Why a label cannot be held against a prediction; empty when it can. */
    static String objection(Label label, Prediction prediction) {
        double right = of(label);
        return switch (prediction) {
            case Prediction.None none -> "";
            case Prediction.Value value ->
                    isNamed(right) ? "label is the name of a class, the model answers numbers" : "";
            case Prediction.Classed classed ->
                    code(right) < 0
                            ? "label %s is no class, the model answers classes".formatted(right)
                            : "";
        };
    }
}
