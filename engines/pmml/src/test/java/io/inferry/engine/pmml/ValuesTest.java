package io.inferry.engine.pmml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.engine.Model;
import io.inferry.api.model.Signature;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No value becomes another, or a missing one, unless the file or the operator says so. */
class ValuesTest {
    private static final Map<String, String> NOTHING = Map.of();
    private static final Map<String, String> AS_MISSING = Map.of("invalid_values", "as_missing");
    private static final String TEXT = Pmml.field("x", "categorical", "string", "");
    private static final String COLORS =
            Pmml.field(
                    "x", "categorical", "string", "<Value value=\"red\"/><Value value=\"green\"/>");
    private static final String PERCENT =
            Pmml.field(
                    "x",
                    "continuous",
                    "double",
                    "<Interval closure=\"closedOpen\" leftMargin=\"0\" rightMargin=\"100\"/>"
                            + "<Value value=\"-99\" property=\"missing\"/>");

    @TempDir Path directory;

    @Test
    void aTextThatIsNoValidValueIsRefusedByColumnRowAndValue() {
        Model model = load(Pmml.tree(COLORS, "", ""), NOTHING);

        assertThat(Workbench.labels(model, "red", "green")).containsExactly("hit", "other");
        assertRefused(
                () -> Workbench.labels(model, "red", "blue"),
                "column 'x', row 1: 'blue' is none of [red, green]");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.5, 100, 1e9, Double.POSITIVE_INFINITY})
    void aNumberOutsideTheIntervalsIsRefused(double value) {
        Model model = load(Pmml.regression(PERCENT, ""), NOTHING);

        assertThat(Workbench.predictions(model, 0, 99.5)).containsExactly(1, 200);
        assertRefused(() -> Workbench.predictions(model, value), "is none of [[0.0,100.0)]");
    }

    @Test
    void aFractionInAFieldOfWholeNumbersIsRefused() {
        Model model =
                load(Pmml.regression(Pmml.field("x", "continuous", "integer", ""), ""), NOTHING);

        assertThat(Workbench.predictions(model, 3)).containsExactly(7);
        assertRefused(
                () -> Workbench.predictions(model, 1, 2, 2.5),
                "column 'x', row 2: '2.5' is no whole number");
    }

    @Test
    void anIntegerFieldHoldsItsOwnValuesOnly() {
        String grades =
                "<Value value=\"1\"/><Value value=\"2\"/><Value value=\"9\" property=\"invalid\"/>";
        Model model =
                load(
                        Pmml.regression(Pmml.field("x", "categorical", "integer", grades), ""),
                        NOTHING);

        assertThat(Workbench.predictions(model, 1, 2)).containsExactly(3, 5);
        assertRefused(() -> Workbench.predictions(model, 3), "row 0: '3' is none of [1, 2]");
        assertRefused(() -> Workbench.predictions(model, 9), "row 0: '9' is none of [1, 2]");
    }

    @Test
    void aBooleanIsZeroOrOne() {
        Model model =
                load(Pmml.regression(Pmml.field("x", "categorical", "boolean", ""), ""), NOTHING);

        assertThat(Workbench.predictions(model, 0, 1)).containsExactly(1, 3);
        assertRefused(() -> Workbench.predictions(model, 2), "'2' is neither 0 nor 1");
    }

    @Test
    void asMissingInTheFileMakesInvalidValuesMissing() {
        Model model =
                load(
                        Pmml.regression(
                                PERCENT,
                                "invalidValueTreatment=\"asMissing\" missingValueReplacement=\"10\""),
                        NOTHING);

        assertThat(Workbench.predictions(model, 1, 500, Double.NaN, -99))
                .containsExactly(3, 21, 21, 21);
    }

    @Test
    void asIsInTheFileLetsInvalidValuesThrough() {
        Model model = load(Pmml.regression(PERCENT, "invalidValueTreatment=\"asIs\""), NOTHING);

        assertThat(Workbench.predictions(model, 500)).containsExactly(1001);
    }

    @Test
    void asValueInTheFileReplacesInvalidValues() {
        Model model =
                load(
                        Pmml.regression(
                                PERCENT,
                                "invalidValueTreatment=\"asValue\" invalidValueReplacement=\"50\""),
                        NOTHING);

        assertThat(Workbench.predictions(model, 500, 1)).containsExactly(101, 3);
    }

    @Test
    void theOperatorMayMakeInvalidValuesMissing() {
        Model model = load(Pmml.regression(PERCENT, "missingValueReplacement=\"10\""), AS_MISSING);
        Model tree = load(Pmml.tree(COLORS, "missingValueReplacement=\"red\"", ""), AS_MISSING);

        assertThat(Workbench.predictions(model, 500)).containsExactly(21);
        assertThat(Workbench.labels(tree, "blue", "green")).containsExactly("hit", "other");
    }

    @Test
    void aMissingValueIsReplacedAndItsColumnMayBeLeftOut() {
        Model model = load(Pmml.tree(COLORS, "missingValueReplacement=\"red\"", ""), NOTHING);

        assertThat(Workbench.labels(model, "", "green")).containsExactly("hit", "other");
        assertThat(signature(model).optional()).containsExactly("x");
        assertThat(signature(load(Pmml.tree(COLORS, "", ""), NOTHING)).optional()).isEmpty();
    }

    @Test
    void aColumnMayBeLeftOutWhereEveryTreeHasAStrategy() {
        Model model =
                load(Pmml.tree(COLORS, "", "missingValueStrategy=\"lastPrediction\""), NOTHING);

        assertThat(signature(model).optional()).containsExactly("x");
    }

    @Test
    void aMissingValueIsRefusedWhereTheFileSaysSo() {
        Model model =
                load(Pmml.tree(COLORS, "missingValueTreatment=\"returnInvalid\"", ""), NOTHING);

        assertRefused(
                () -> Workbench.labels(model, "red", ""),
                "column 'x', row 1: the value is missing, and the model takes none for it");
    }

    @Test
    void aRowWithoutAResultIsRefusedWithWhatIsMissing() {
        Model model = load(Pmml.tree(COLORS, "", ""), NOTHING);
        Model regression = load(Pmml.regression(PERCENT, ""), NOTHING);

        assertRefused(
                () -> Workbench.labels(model, "red", ""),
                "row 1: the model has no result where x is missing");
        assertRefused(
                () -> Workbench.predictions(regression, Double.NaN),
                "row 0: the model has no result where x is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "missingValueStrategy=\"nullPrediction\"",
                "noTrueChildStrategy=\"returnNullPrediction\""
            })
    void aRowWithoutAResultIsAnsweredWhereTheFileSaysSo(String tree) {
        Model model = load(Pmml.tree(COLORS, "", tree), NOTHING);

        assertThat(Workbench.labels(model, "red", "")).containsExactly("hit", "");
    }

    @Test
    void aRowWithoutAResultIsAnsweredWhereTheOperatorSaysSo() {
        Model model = load(Pmml.regression(PERCENT, ""), Map.of("null_results", "allow"));

        assertThat(Workbench.predictions(model, Double.NaN, 1)).containsExactly(Double.NaN, 3);
    }

    @Test
    void aFieldThatDeclaresNoValuesTakesEveryText() {
        Model model = load(Pmml.tree(TEXT, "", ""), NOTHING);

        assertThat(Workbench.labels(model, "red", "purple", "rot"))
                .containsExactly("hit", "other", "other");
    }

    @Test
    void outliersAreTreatedAsTheFileSays() {
        String plain = Pmml.field("x", "continuous", "double", "");
        Model model =
                load(
                        Pmml.regression(
                                plain,
                                "outliers=\"asExtremeValues\" lowValue=\"0\" highValue=\"10\""),
                        NOTHING);

        assertThat(Workbench.predictions(model, -5, 5, 50)).containsExactly(1, 11, 21);
    }

    @ParameterizedTest
    @CsvSource({
        "invalidValueTreatment=\"asValue\", invalidValueReplacement",
        "missingValueReplacement=\"ten\", missingValueReplacement that is no double"
    })
    void rulesWithoutAUsableValueAreAnInvalidModel(String rules, String reason) {
        assertThatThrownBy(() -> load(Pmml.regression(PERCENT, rules), NOTHING))
                .isInstanceOfSatisfying(
                        ServingException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL))
                .hasMessageContaining("field 'x'")
                .hasMessageContaining(reason);
    }

    private Model load(String document, Map<String, String> options) {
        return new Workbench(directory).load(document, options);
    }

    private static Signature signature(Model model) {
        Signature signature = model.signatures().get(Signature.DEFAULT_NAME);
        assertThat(signature).isNotNull();
        return signature;
    }

    private static void assertRefused(ThrowingCallable act, String reason) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ServingException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining(reason);
    }
}
