package io.inferry.engine.trees;

import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.engine.trees.forest.Ensemble;
import io.inferry.engine.trees.forest.Rows;
import io.inferry.engine.trees.shap.Explainer;
import io.inferry.engine.trees.shap.Explanation;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Explains the rows of a block, in arrays of its own. */
final class Contributions {
    private final Explanation explanation;
    private final Explainer explainer;
    private final int groups;
    private final double[] values;

    Contributions(Ensemble ensemble, Explanation explanation) {
        this.explanation = explanation;
        this.explainer = explanation.newExplainer();
        this.groups = ensemble.groups();
        this.values = new double[Math.multiplyExact(groups, ensemble.inputs().features())];
    }

    /** Writes the outputs that were asked for; {@code first} is the block's first row in them. */
    void write(Rows rows, long first, Map<String, Tensor> outputs) {
        NumericTensor contributions = (NumericTensor) outputs.get(Specs.CONTRIBUTIONS);
        for (int row = 0; contributions != null && row < rows.count(); row++) {
            Arrays.fill(values, 0);
            explainer.explain(rows.values(), rows.offset(row), values);
            long from = (first + row) * values.length;
            for (int i = 0; i < values.length; i++) {
                Answers.set(contributions, from + i, values[i]);
            }
        }
        writeBias((NumericTensor) outputs.get(Specs.BIAS), first, rows.count());
    }

    private void writeBias(@Nullable NumericTensor bias, long first, int count) {
        for (int i = 0; bias != null && i < count * groups; i++) {
            Answers.set(bias, first * groups + i, explanation.bias(i % groups));
        }
    }
}
