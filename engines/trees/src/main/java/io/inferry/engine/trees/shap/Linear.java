package io.inferry.engine.trees.shap;

import io.inferry.engine.trees.forest.Ensemble;
import io.inferry.engine.trees.forest.LinearTerms;
import io.inferry.engine.trees.forest.ModelFileException;

/**
 * Contributions of a linear model: weight times value, or times the distance to the mean of
 * background rows. A missing value is none, as in the model itself. Without a background it is what
 * XGBoost's {@code pred_contribs} answers for {@code gblinear}.
 */
public final class Linear implements Explanation {
    private final Ensemble ensemble;
    private final LinearTerms terms;
    private final double[] means;

    private Linear(Ensemble ensemble, LinearTerms terms, double[] means) {
        this.ensemble = ensemble;
        this.terms = terms;
        this.means = means;
        if (ensemble.forest().trees() > 0) {
            throw ModelFileException.unsupported("trees beside a linear model have no SHAP values");
        }
    }

    /**
     * Prepares a linear model.
     *
     * @throws ModelFileException UNSUPPORTED when there are trees beside it
     */
    public static Linear of(Ensemble ensemble, LinearTerms terms) {
        return new Linear(ensemble, terms, new double[ensemble.inputs().features()]);
    }

    /**
     * Prepares a linear model for comparison.
     *
     * @throws ModelFileException UNSUPPORTED when there are trees beside it
     */
    public static Linear of(Ensemble ensemble, LinearTerms terms, Background background) {
        double[] means = new double[ensemble.inputs().features()];
        for (int feature = 0; feature < means.length; feature++) {
            for (int row = 0; row < background.count(); row++) {
                means[feature] += orNone(background.value(row, feature)) / background.count();
            }
        }
        return new Linear(ensemble, terms, means);
    }

    @Override
    public double bias(int group) {
        double bias = ensemble.base(group) + terms.bias(group);
        for (int feature = 0; feature < means.length; feature++) {
            bias += means[feature] * terms.weight(feature, group);
        }
        return bias;
    }

    @Override
    public Explainer newExplainer() {
        return this::explain;
    }

    private void explain(double[] rows, int offset, double[] contributions) {
        for (int i = 0; i < contributions.length; i++) {
            int feature = i % means.length;
            double distance = orNone(rows[offset + feature]) - means[feature];
            contributions[i] = distance * terms.weight(feature, i / means.length);
        }
    }

    private static double orNone(double value) {
        return Double.isNaN(value) ? 0 : value;
    }
}
