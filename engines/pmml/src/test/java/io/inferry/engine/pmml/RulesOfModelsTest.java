package io.inferry.engine.pmml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.inferry.api.engine.Model;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.contracts.Fixtures;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Targets, transformations and strategies, each in one small model. */
class RulesOfModelsTest {
    private static final String X = Pmml.field("x", "continuous", "double", "");

    @TempDir Path directory;

    @ParameterizedTest
    @CsvSource({
        // 1 + 2 x for x = 2.2: 5.4, then as the target says.
        "'max=\"5\"', 5",
        "'min=\"6\"', 6",
        "'rescaleFactor=\"10\" rescaleConstant=\"1\"', 55",
        "'castInteger=\"floor\"', 5",
        "'castInteger=\"ceiling\"', 6",
        "'castInteger=\"round\"', 5",
        "'max=\"5\" rescaleFactor=\"0.5\" castInteger=\"ceiling\"', 3"
    })
    void aTargetRescalesAndCuts(String target, double expected) {
        Model model =
                load(
                        Pmml.regression(X, "")
                                .replace(
                                        "</MiningSchema>",
                                        "</MiningSchema><Targets><Target field=\"y\" optype=\"continuous\" "
                                                + target
                                                + "/></Targets>"));

        assertThat(Workbench.predictions(model, 2.2)[0]).isCloseTo(expected, within(1e-12));
    }

    @Test
    void derivedFieldsAreComputed() {
        String transformations =
                """
                <TransformationDictionary>
                <DefineFunction name="square" optype="continuous" dataType="double">
                <ParameterField name="p" optype="continuous" dataType="double"/>
                <Apply function="*"><FieldRef field="p"/><FieldRef field="p"/></Apply>
                </DefineFunction>
                <DerivedField name="d" optype="continuous" dataType="double">
                <Apply function="square"><FieldRef field="x"/></Apply></DerivedField>
                </TransformationDictionary>
                <RegressionModel
                """;
        Model model =
                load(
                        Pmml.regression(X, "")
                                .replace("<RegressionModel", transformations.strip())
                                .replace(
                                        "<NumericPredictor name=\"x\"",
                                        "<NumericPredictor name=\"d\""));

        // 1 + 2 x x
        assertThat(Workbench.predictions(model, 3, -2)).containsExactly(19, 9);
    }

    @ParameterizedTest
    @CsvSource({
        // Without x the root's own score, or the child it names.
        "lastPrediction, root",
        "defaultChild, right",
        "nullPrediction, ''"
    })
    void aTreeFollowsItsStrategyForMissingValues(String strategy, String expected) {
        Model model =
                load(
                        Pmml.tree(
                                        Pmml.field("x", "categorical", "string", ""),
                                        "",
                                        "missingValueStrategy=\"" + strategy + "\"")
                                .replace(
                                        "<Node><True/>",
                                        "<Node score=\"root\" defaultChild=\"r\"><True/>")
                                .replace(
                                        "<Node score=\"other\"", "<Node id=\"r\" score=\"right\""));

        assertThat(Workbench.labels(model, "red", "", "green"))
                .containsExactly("hit", expected, "right");
    }

    @Test
    void aForestHasNoResultWhereItsTreesHaveNone() {
        // Each tree says nullPrediction; the forest says nothing, and pmml4s would name a class.
        Model model =
                load(
                        Fixtures.text("forest_probabilities.pmml")
                                .replaceAll(
                                        "(<Node id=\"2\"[^>]*>)<True/>",
                                        "$1<SimplePredicate field=\"float(x)\""
                                                + " operator=\"isNotMissing\"/>"));

        assertThatThrownBy(() -> ask(model, 1, Double.NaN))
                .hasMessageContaining("row 1: the model has no result where x is missing");
        assertThat(((StringTensor) ask(model, 1).get("label")).toTexts()).containsExactly("b");
    }

    @Test
    void aMissingValueNeverTakesAnElseBranchInPlaceOfTheStrategy() {
        Model model = load(Fixtures.text("forest_probabilities.pmml"));

        assertThatThrownBy(() -> ask(model, 1, Double.NaN))
                .hasMessageContaining("column 'x', row 1: the value is missing")
                .hasMessageContaining("missingValueStrategy");
    }

    @Test
    void probabilitiesThatOverflowAreAnError() {
        Model multinomial = load(Fixtures.text("multinomial.pmml"));
        Model softmax = load(numbered("").replace("\"logit\"", "\"softmax\""));

        assertThat(ask(multinomial, 1000)).containsKey("probabilities");
        assertThatThrownBy(() -> ask(softmax, 1000))
                .hasMessageContaining("row 0: 1 of 2 probabilities are no numbers");
    }

    private static Map<String, Tensor> ask(Model model, double... x) {
        return Workbench.ask(
                model, NumericTensor.ofDoubles(TensorMemory.unpooled(), Shape.of(x.length), x));
    }

    @Test
    void classesOfWholeNumbersKeepTheirNames() {
        Model model = load(numbered(""));

        Map<String, Tensor> answer = ask(model, 1, -1);

        // 1 / (1 + exp(-x)) for class 7.
        double p = 1 / (1 + Math.exp(-1));
        assertThat(model.classes()).containsExactly("3", "7");
        assertThat(((StringTensor) answer.get("label")).toTexts()).containsExactly("7", "3");
        assertThat(((NumericTensor) answer.get("probabilities")).toDoubles())
                .containsExactly(new double[] {1 - p, p, p, 1 - p}, within(1e-12));
    }

    @Test
    void targetsWithValuesAreStillClassesOfTheFieldsType() {
        Model model =
                load(
                        numbered(
                                "<Targets><Target field=\"y\" optype=\"categorical\">"
                                        + "<TargetValue value=\"3\" displayValue=\"three\"/>"
                                        + "<TargetValue value=\"7\" displayValue=\"seven\"/>"
                                        + "</Target></Targets>"));

        Map<String, Tensor> answer = ask(model, 1);

        double p = 1 / (1 + Math.exp(-1));
        assertThat(((StringTensor) answer.get("label")).toTexts()).containsExactly("7");
        assertThat(((NumericTensor) answer.get("probabilities")).toDoubles())
                .containsExactly(new double[] {1 - p, p}, within(1e-12));
    }

    /** A logistic regression of the classes 3 and 7, whole numbers. */
    private static String numbered(String targets) {
        String classes = "<Value value=\"3\"/><Value value=\"7\"/>";
        return Pmml.document(
                X + Pmml.field("y", "categorical", "integer", classes),
                """
                <RegressionModel functionName="classification" normalizationMethod="logit">
                <MiningSchema><MiningField name="x"/><MiningField name="y" usageType="target"/>
                </MiningSchema>%s
                <RegressionTable targetCategory="7" intercept="0">
                <NumericPredictor name="x" coefficient="1"/></RegressionTable>
                <RegressionTable targetCategory="3" intercept="0"/></RegressionModel>
                """
                        .formatted(targets));
    }

    private Model load(String document) {
        return new Workbench(directory).load(document, Map.of());
    }
}
