package io.inferry.experiment.statistics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Corrections for several arms or metrics. They hold for always-valid p-values at any stopping time
 * (Johari et al. 2015, section 6).
 */
public final class Corrections {
    private Corrections() {}

    /**
     * Adjusted p-values that keep the chance of any false finding at α, in the order given: Holm,
     * "A simple sequentially rejective multiple test procedure" (1979). The i-th smallest of k
     * becomes max over j ≤ i of min(1, (k − j + 1) p₍ⱼ₎). Holds under any dependence.
     */
    public static List<Double> holm(List<Double> ps) {
        List<Integer> order = ascending(ps);
        List<Double> adjusted = new ArrayList<>(Collections.nCopies(ps.size(), 1.0));
        double largest = 0;
        for (int i = 0; i < order.size(); i++) {
            largest = Math.max(largest, (ps.size() - i) * ps.get(order.get(i)));
            adjusted.set(order.get(i), Math.min(1, largest));
        }
        return List.copyOf(adjusted);
    }

    /**
     * Adjusted p-values that keep the share of false findings among all findings at α, in the order
     * given: Benjamini and Hochberg, "Controlling the false discovery rate" (1995). The i-th
     * smallest of k becomes min over j ≥ i of min(1, k p₍ⱼ₎ / j). Holds for independent or
     * positively dependent tests.
     */
    public static List<Double> benjaminiHochberg(List<Double> ps) {
        List<Integer> order = ascending(ps);
        List<Double> adjusted = new ArrayList<>(Collections.nCopies(ps.size(), 1.0));
        double smallest = 1;
        for (int i = order.size() - 1; i >= 0; i--) {
            smallest = Math.min(smallest, ps.get(order.get(i)) * ps.size() / (i + 1));
            adjusted.set(order.get(i), smallest);
        }
        return List.copyOf(adjusted);
    }

    /** α for each of {@code comparisons} intervals, so that all hold together: α/k (Bonferroni). */
    public static double alphaEach(double alpha, int comparisons) {
        Arguments.fraction("alpha", alpha);
        if (comparisons < 1) {
            throw new IllegalArgumentException("comparisons must be ≥ 1, was " + comparisons);
        }
        return alpha / comparisons;
    }

    /**
     * α for the look-th of endlessly many looks with a test that is made for one look: α / (look
     * (look + 1)), which sums to α. For {@link Drift}, whose tests are not sequential.
     */
    public static double alphaOfLook(double alpha, long look) {
        Arguments.fraction("alpha", alpha);
        if (look < 1) {
            throw new IllegalArgumentException("look must be ≥ 1, was " + look);
        }
        return alpha / look / (look + 1.0);
    }

    private static List<Integer> ascending(List<Double> ps) {
        ps.forEach(p -> Arguments.probability("p", p));
        return IntStream.range(0, ps.size()).boxed().sorted(Comparator.comparing(ps::get)).toList();
    }
}
