package io.inferry.experiment.evidence.shadow;

import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.experiment.evidence.outputs.Answers;
import io.inferry.experiment.evidence.outputs.Elements;
import io.inferry.experiment.evidence.outputs.PredictionReader;
import io.inferry.experiment.evidence.outputs.PredictionTerms;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares two answers to one request. Of each output the first {@link #ELEMENTS_MAX} elements are
 * compared. Not for use by several threads, nor twice.
 */
final class Differences {
    /** Elements compared of one output. */
    static final int ELEMENTS_MAX = 65_536;

    /** Rows whose largest class is compared, and the longest vector that is ranked. */
    private static final int ROWS_MAX = 256;

    private static final int RANKED_MAX = 4096;
    private static final int RANKED_MIN = 3;

    private final Tolerance tolerance;
    private double excess;
    private double absolute;
    private String why = "";

    private Differences(Tolerance tolerance) {
        this.tolerance = tolerance;
    }

    /**
     * Two answers, by output.
     *
     * @param rows of the request
     */
    record Sides(Map<String, Tensor> live, Map<String, Tensor> shadow, int rows) {}

    /** How they differ; largest classes and ranks are those of the output that the terms name. */
    static Difference between(Sides sides, PredictionTerms terms, Tolerance tolerance) {
        if (!sides.live().keySet().equals(sides.shadow().keySet())) {
            return Difference.mismatch(
                    "live has the outputs %s, the shadow %s"
                            .formatted(sides.live().keySet(), sides.shadow().keySet()));
        }
        Differences differences = new Differences(tolerance);
        for (Map.Entry<String, Tensor> output : sides.live().entrySet()) {
            Tensor shadow = sides.shadow().get(output.getKey());
            if (shadow == null || !isLike(output.getValue(), shadow)) {
                return Difference.mismatch(
                        "output '%s' is %s%s live and %s of the shadow"
                                .formatted(
                                        output.getKey(),
                                        output.getValue().dataType(),
                                        output.getValue().shape(),
                                        said(shadow)));
            }
            differences.compare(output.getKey(), output.getValue(), shadow);
        }
        return differences.withClasses(sides, terms);
    }

    private static String said(@Nullable Tensor tensor) {
        return tensor == null ? "missing" : tensor.dataType() + tensor.shape().toString();
    }

    private static boolean isLike(Tensor live, Tensor shadow) {
        return live.dataType() == shadow.dataType() && live.shape().equals(shadow.shape());
    }

    private void compare(String name, Tensor live, Tensor shadow) {
        switch (live) {
            case NumericTensor numbers -> numbers(name, numbers, (NumericTensor) shadow);
            case StringTensor text -> texts(name, text, (StringTensor) shadow);
        }
    }

    private void numbers(String name, NumericTensor live, NumericTensor shadow) {
        long elements = Math.min(ELEMENTS_MAX, live.byteSize() / live.dataType().byteSize());
        double before = excess;
        long worst = 0;
        for (long i = 0; i < elements; i++) {
            double a = Elements.at(live, i);
            double b = Elements.at(shadow, i);
            double apart = tolerance.excess(a, b);
            if (apart > excess) {
                excess = apart;
                worst = i;
            }
            double distance = a == b || Double.isNaN(a - b) ? 0 : Math.abs(a - b);
            absolute = Math.max(absolute, distance);
        }
        if (excess > before && excess > 1) {
            why =
                    "output '%s' at %d: %s live, %s of the shadow"
                            .formatted(
                                    name,
                                    worst,
                                    Elements.at(live, worst),
                                    Elements.at(shadow, worst));
        }
    }

    private void texts(String name, StringTensor live, StringTensor shadow) {
        int elements = Math.min(ELEMENTS_MAX, live.elements().size());
        for (int i = 0; i < elements && !Double.isInfinite(excess); i++) {
            if (!Arrays.equals(live.elements().get(i), shadow.elements().get(i))) {
                excess = Double.POSITIVE_INFINITY;
                why = "output '%s' at %d: another text".formatted(name, i);
            }
        }
    }

    private Difference withClasses(Sides sides, PredictionTerms terms) {
        Tensor live = Answers.named(sides.live(), terms.output()).orElse(null);
        if (!(live instanceof NumericTensor numbers) || numbers.byteSize() == 0) {
            return new Difference(excess, absolute, why, false, Difference.Flip.NONE, Double.NaN);
        }
        NumericTensor shadow =
                (NumericTensor) Answers.named(sides.shadow(), terms.output()).orElseThrow();
        long width = Answers.width(numbers.shape(), sides.rows());
        boolean ranked = width >= RANKED_MIN && width <= RANKED_MAX;
        return new Difference(
                excess,
                absolute,
                why,
                false,
                width < 2 || width > ELEMENTS_MAX
                        ? Difference.Flip.NONE
                        : flip(numbers, shadow, (int) width),
                ranked
                        ? Ranks.correlation(first(numbers, width), first(shadow, width))
                        : Double.NaN);
    }

    private static Difference.Flip flip(NumericTensor live, NumericTensor shadow, int width) {
        long elements = live.byteSize() / live.dataType().byteSize();
        long rows = Math.min(Math.min(ROWS_MAX, elements / width), ELEMENTS_MAX / width);
        for (long row = 0; row < rows; row++) {
            if (PredictionReader.largestOfRow(live, row, width)
                    != PredictionReader.largestOfRow(shadow, row, width)) {
                return Difference.Flip.OTHER;
            }
        }
        return Difference.Flip.SAME;
    }

    private static double[] first(NumericTensor numbers, long width) {
        double[] row = new double[(int) width];
        for (int i = 0; i < row.length; i++) {
            row[i] = Elements.at(numbers, i);
        }
        return row;
    }
}
