package io.inferry.engine.trees.shap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.inferry.engine.trees.forest.Ensemble;
import io.inferry.engine.trees.forest.LinearTerms;
import io.inferry.engine.trees.forest.ModelFileException;
import io.inferry.engine.trees.forest.Rows;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contributions against their definition, over random trees. */
class ShapleyValuesTest {
    private static final double NEAR = 1e-12;
    private static final int ROWS = 10;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void pathDependentContributionsAreTheShapleyValuesOfTheTreesOwnMeans(long seed) {
        MadeForest made = made(seed);
        Ensemble ensemble = made.ensemble(9);
        BruteForce definition = new BruteForce(ensemble.forest(), made.features());
        Explanation explanation = PathDependent.of(ensemble);
        Explainer explainer = explanation.newExplainer();
        for (int i = 0; i < ROWS; i++) {
            double[] row = made.row();
            double[] found = explain(explainer, made, row);
            for (int group = 0; group < made.groups(); group++) {
                assertThat(ofGroup(found, group, made.features()))
                        .as("seed %d, row %s", seed, Arrays.toString(row))
                        .containsExactly(definition.pathDependent(group, row), within(NEAR));
            }
            assertSumsToMargins(ensemble, explanation, found, row);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void interventionalContributionsAreTheShapleyValuesOfMixedRows(long seed) {
        MadeForest made = made(seed);
        Ensemble ensemble = made.ensemble(9).withoutCovers();
        BruteForce definition = new BruteForce(ensemble.forest(), made.features());
        double[][] background = {made.row(), made.row(), made.row(), made.row(), made.row()};
        double[] flat = Arrays.stream(background).flatMapToDouble(Arrays::stream).toArray();
        Explanation explanation =
                Interventional.of(ensemble, new Background(made.features(), flat));
        Explainer explainer = explanation.newExplainer();
        for (int i = 0; i < ROWS; i++) {
            double[] row = made.row();
            double[] found = explain(explainer, made, row);
            for (int group = 0; group < made.groups(); group++) {
                assertThat(ofGroup(found, group, made.features()))
                        .as("seed %d, row %s", seed, Arrays.toString(row))
                        .containsExactly(
                                definition.interventional(group, background, row), within(NEAR));
            }
            assertSumsToMargins(ensemble, explanation, found, row);
        }
    }

    @Test
    void contributionsOfALinearModelAreItsTermsLessThoseOfTheBackground() {
        MadeForest made = new MadeForest(new Random(1), 3, 2);
        double nothing = Double.NaN;
        double[] weights = {1, 10, 2, 20, 3, 30, 0.5, 0.75};
        LinearTerms terms = new LinearTerms(3, 2, weights);
        Ensemble ensemble = made.ensemble(0).with(terms);
        Explanation alone = Linear.of(ensemble, terms);
        double[] row = {4, nothing, -1};
        assertThat(explain(alone.newExplainer(), made, row)).containsExactly(4, 0, -3, 40, 0, -30);
        assertSumsToMargins(ensemble, alone, explain(alone.newExplainer(), made, row), row);
        Background background = new Background(3, 2, 1, 0, 0, 0, nothing);
        Explanation compared = Linear.of(ensemble, terms, background);
        assertThat(explain(compared.newExplainer(), made, row))
                .containsExactly(3, -1, -3, 30, -10, -30);
        assertSumsToMargins(ensemble, compared, explain(compared.newExplainer(), made, row), row);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 40, Paths.DEPTH_MAX})
    void contributionsOfDeepTreesStillSumToTheMargin(int splits) {
        MadeForest made = new MadeForest(new Random(splits), splits, 1);
        Ensemble ensemble = made.chain(splits);
        Explanation explanation = PathDependent.of(ensemble);
        Explainer explainer = explanation.newExplainer();
        for (int i = 0; i < ROWS; i++) {
            double[] row = made.row();
            assertSumsToMargins(ensemble, explanation, explain(explainer, made, row), row);
        }
    }

    @Test
    void treesTooDeepToWalkAreRefused() {
        MadeForest made = new MadeForest(new Random(1), 5, 1);
        Ensemble tooDeep = made.chain(Paths.DEPTH_MAX + 1);
        assertThatThrownBy(() -> PathDependent.of(tooDeep))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("more than 512 levels");
        Background background = new Background(5, made.row());
        assertThatThrownBy(() -> Interventional.of(tooDeep, background))
                .hasMessageContaining("more than 512 levels");
    }

    @Test
    void treesThatDoNotSayWhatTheirTrainingDidAreRefused() {
        Ensemble silent = new MadeForest(new Random(1), 5, 1).ensemble(9).withoutCovers();
        assertThatThrownBy(() -> PathDependent.of(silent))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("the file does not say");
    }

    private static MadeForest made(long seed) {
        return new MadeForest(new Random(seed), 2 + (int) (seed % 5), 1 + (int) (seed % 2));
    }

    private static double[] explain(Explainer explainer, MadeForest made, double... row) {
        // The row lies somewhere in a block, as a runner's does.
        double[] block = new double[3 + row.length];
        System.arraycopy(row, 0, block, 3, row.length);
        double[] contributions = new double[made.groups() * row.length];
        explainer.explain(block, 3, contributions);
        return contributions;
    }

    private static double[] ofGroup(double[] contributions, int group, int features) {
        return Arrays.copyOfRange(contributions, group * features, (group + 1) * features);
    }

    private static void assertSumsToMargins(
            Ensemble ensemble, Explanation explanation, double[] contributions, double... row) {
        Rows rows = new Rows(row.length);
        rows.count(1);
        System.arraycopy(row, 0, rows.values(), 0, row.length);
        double[] margins = new double[ensemble.groups()];
        ensemble.margins(rows, margins);
        for (int group = 0; group < margins.length; group++) {
            double sum =
                    explanation.bias(group)
                            + Arrays.stream(ofGroup(contributions, group, row.length)).sum();
            assertThat(sum).as("margin %d", group).isCloseTo(margins[group], within(NEAR));
        }
    }
}
