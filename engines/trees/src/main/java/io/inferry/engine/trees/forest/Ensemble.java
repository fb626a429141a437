package io.inferry.engine.trees.forest;

import io.inferry.api.model.Column;
import io.inferry.engine.trees.forest.Objective.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A whole model: its trees, what the margins start from, and what is made of them. Immutable. */
public final class Ensemble {
    private final Forest forest;
    private final @Nullable LinearTerms terms;
    private final Objective objective;
    private final Inputs inputs;
    private final double[] base;
    private final int divisor;
    private final List<String> classes;
    private final Map<String, String> facts;

    /**
     * What rows look like.
     *
     * @param columns the features, in order; empty when the file does not name them
     * @param precision to which values are rounded before anything is asked about them
     * @param zeroBelow values no further from zero than this are zero; -1 for none
     * @param texts the columns that hold texts, by their place; the trees know texts by their codes
     */
    public record Inputs(
            int features,
            List<Column> columns,
            Precision precision,
            double zeroBelow,
            Map<Integer, TextCodes> texts) {
        public Inputs {
            columns = List.copyOf(columns);
            texts = Map.copyOf(texts);
        }

        /** Rows of numbers only. */
        public Inputs(int features, List<Column> columns, Precision precision, double zeroBelow) {
            this(features, columns, precision, zeroBelow, Map.of());
        }
    }

    /**
     * How margins become answers.
     *
     * @param base what each of a row's margins starts from
     * @param divisor what answers are divided by before the link; 1 for sums
     * @param classes names of the classes, in order; empty when the file has none
     */
    public record Margins(
            Objective objective, List<Double> base, int divisor, List<String> classes) {
        public Margins {
            base = List.copyOf(base);
            classes = List.copyOf(classes);
        }

        /** Classes without names. */
        public Margins(Objective objective, List<Double> base, int divisor) {
            this(objective, base, divisor, List.of());
        }
    }

    /** The facts are what to show of the file, in order. */
    public Ensemble(Forest forest, Inputs inputs, Margins margins, Map<String, String> facts) {
        this.forest = forest;
        this.terms = null;
        this.inputs = inputs;
        this.objective = margins.objective();
        this.base = margins.base().stream().mapToDouble(Double::doubleValue).toArray();
        this.divisor = margins.divisor();
        this.classes = margins.classes();
        if (objective.answer() == Answer.BINARY ? base.length != 1 : isOneClass()) {
            throw ModelFileException.broken(
                    "objective %s with %d margins a row".formatted(objective.name(), base.length));
        }
        this.facts = new LinkedHashMap<>(facts);
        this.facts.put("trees", String.valueOf(forest.trees()));
        this.facts.put("nodes", String.valueOf(forest.nodes()));
    }

    private Ensemble(Ensemble whole, Forest forest, @Nullable LinearTerms terms) {
        this.forest = forest;
        this.terms = terms;
        this.objective = whole.objective;
        this.inputs = whole.inputs;
        this.base = whole.base;
        this.divisor = whole.divisor;
        this.classes = whole.classes;
        this.facts = whole.facts;
    }

    /** The same model without what only explanations need. */
    public Ensemble withoutCovers() {
        return new Ensemble(this, forest.withoutCovers(), terms);
    }

    /** The same model with a linear one. */
    public Ensemble with(LinearTerms linear) {
        return new Ensemble(this, forest, linear);
    }

    /** The linear model beside or instead of the trees. */
    public Optional<LinearTerms> terms() {
        return Optional.ofNullable(terms);
    }

    /** Whether its answers are functions of the row and not only of the leaves that it reaches. */
    public boolean isLinear() {
        return terms != null || forest.isLinear();
    }

    private boolean isOneClass() {
        return objective.answer() == Answer.CLASSES && base.length < 2;
    }

    /** What rows look like. */
    public Inputs inputs() {
        return inputs;
    }

    /** Names of the classes, in order; empty when the file has none. */
    public List<String> classes() {
        return classes;
    }

    /** What the model was trained for. */
    public Objective objective() {
        return objective;
    }

    /** Margins of a row. */
    public int groups() {
        return base.length;
    }

    /** The trees. */
    public Forest forest() {
        return forest;
    }

    /** What to show of the file, in order. */
    public Map<String, String> facts() {
        return new LinkedHashMap<>(facts);
    }

    /** What a margin starts from. */
    public double base(int group) {
        return base[group];
    }

    /** Computes the margins of a block, {@code [rows, groups]}. */
    public void margins(Rows rows, double[] margins) {
        for (int i = 0; i < rows.count() * base.length; i += base.length) {
            System.arraycopy(base, 0, margins, i, base.length);
        }
        Sums sums = new Sums(margins, base.length, objective.precision());
        if (terms != null) {
            terms.addTo(sums, rows, objective.precision());
        }
        forest.addTo(sums, rows);
    }

    /** Replaces margins by answers. */
    public void answers(double[] margins, int rows) {
        if (divisor != 1) {
            for (int i = 0; i < rows * base.length; i++) {
                margins[i] /= divisor;
            }
        }
        objective.apply(margins, rows, base.length);
    }
}
