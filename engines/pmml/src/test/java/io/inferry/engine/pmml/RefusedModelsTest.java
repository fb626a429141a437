package io.inferry.engine.pmml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.contracts.Fixtures;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What pmml4s has not, or evaluates wrongly, is refused at load with the reason. */
class RefusedModelsTest {
    private static final String X = Pmml.field("x", "continuous", "double", "");
    private static final String COLOR = Pmml.field("x", "categorical", "string", "");

    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AssociationModel",
                "BaselineModel",
                "BayesianNetworkModel",
                "GaussianProcessModel",
                "SequenceModel",
                "TextModel",
                "TimeSeriesModel"
            })
    void modelTypesThatAreNotServedAreNamed(String type) {
        assertRefused(
                Pmml.document(X, "<%s functionName=\"mixed\"></%s>".formatted(type, type)), type);
    }

    @ParameterizedTest
    @CsvSource({
        "forest_vote, majorityVote, selectAll, several results for one row",
        "neighbors_average, average, weightedAverage, divided twice",
        "neighbors_vote, 'numberOfNeighbors=\"3\"', 'numberOfNeighbors=\"4\"', may tie",
        "isolation_forest, iforest, other, algorithmType",
        "kmeans, centerBased, distributionBased, distributionBased",
        "boosted_chain, '<Segment id=\"1\"><True/>', '<Segment id=\"1\"><False/>', has a condition",
        "rules, 'booleanOperator=\"and\"', 'booleanOperator=\"xor\"', always false",
        "regression, 'version=\"4.4\"', 'version=\"5.0\"', version '5.0'",
        "regression, 'dataType=\"integer\"', 'dataType=\"date\"', has the dataType date",
        "regression, 'modelName=\"linear\"', 'isScorable=\"false\"', isScorable",
    })
    void whatWouldBeWrongIsRefused(String fixture, String from, String to, String reason) {
        String document = Fixtures.text(fixture + ".pmml");
        assertThat(document).contains(from);

        assertRefused(document.replace(from, to), reason);
    }

    @Test
    void aSecondModelIsRefused() {
        String one = Pmml.regression(X, "");
        String model = one.substring(one.indexOf("<RegressionModel"), one.indexOf("</PMML>"));

        assertRefused(one.replace("</PMML>", model + "</PMML>"), "a second model");
    }

    @Test
    void aDocumentWithoutAModelIsRefused() {
        assertRefused(Pmml.document(X, ""), "it has no model");
    }

    @Test
    void aSecondTargetIsRefused() {
        assertRefused(
                Pmml.regression(X + Pmml.field("z", "continuous", "double", ""), "")
                        .replace(
                                "</MiningSchema>",
                                "<MiningField name=\"z\" usageType=\"target\"/></MiningSchema>"),
                "more than one target");
    }

    @Test
    void outliersNeedBothEnds() {
        assertRefused(
                Pmml.regression(X, "outliers=\"asExtremeValues\" lowValue=\"0\""),
                "without both lowValue and highValue");
    }

    @Test
    void unknownOptionsAreRefusedByName() {
        assertThatThrownBy(() ->
                        new Workbench(directory)
                                .load(Pmml.tree(COLOR, "", ""), Map.of("invalid_value", "refuse")))
                .isInstanceOfSatisfying(
                        ServingException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining("'invalid_value'; the nearest is 'invalid_values'");
    }

    private void assertRefused(String document, String reason) {
        assertThatThrownBy(() -> new Workbench(directory).load(document, Map.of()))
                .isInstanceOfSatisfying(
                        ServingException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.UNIMPLEMENTED))
                .hasMessageContaining("model.pmml")
                .hasMessageContaining(reason);
    }
}
