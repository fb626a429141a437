package io.inferry.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ServingException;
import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.Column;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.settings.TableSettings;
import io.inferry.api.settings.TableSettings.Absent;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.core.memory.MemoryLimits;
import io.inferry.core.memory.PooledMemory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TableModelTest {
    private static final List<Column> COLUMNS =
            List.of(
                    Column.ofNumbers("age"),
                    new Column("colour", List.of("red", "green", "blue")),
                    Column.ofNumbers("height"));

    private final TensorMemory memory = new PooledMemory(MemoryLimits.STANDARD);

    @AfterEach
    void everyTensorWasGivenBack() {
        assertThat(memory.usedBytes()).isZero();
    }

    private Model tabled(List<Column> ofFile, TableSettings settings) {
        return TableModel.over(new WeighingModel(ofFile, memory), settings, memory);
    }

    private static TableSettings columns(Column... columns) {
        return new TableSettings(List.of(columns), Absent.REFUSED, List.of());
    }

    private Map<String, Tensor> row(double age, String colour, double height) {
        return request(
                Map.of(
                        "age", NumericTensor.ofDoubles(memory, shape(1), age),
                        "colour", StringTensor.ofTexts(shape(1), colour),
                        "height", NumericTensor.ofDoubles(memory, shape(1), height)));
    }

    private static Shape shape(long rows) {
        return Shape.of(rows);
    }

    private static Map<String, Tensor> request(Map<String, Tensor> columns) {
        return new LinkedHashMap<>(columns);
    }

    private static Map<String, Tensor> run(
            Model model, String signature, Map<String, Tensor> inputs, String... outputs) {
        try (Runner runner = model.newRunner()) {
            return runner.run(model.signatures().get(signature), inputs, List.of(outputs));
        } finally {
            inputs.values().forEach(Tensor::close);
        }
    }

    private static float[] floats(Map<String, Tensor> answers, String name) {
        try (NumericTensor tensor = (NumericTensor) answers.get(name)) {
            return tensor.toFloats();
        }
    }

    @Test
    void aModelWhoseFileNamesItsColumnsHasATwinOfEachSignature() {
        Model model = tabled(COLUMNS, TableSettings.STANDARD);

        Signature twin = model.signatures().get("columns");
        assertThat(twin.columnar()).isTrue();
        assertThat(twin.inputs().stream().map(TensorSpec::name))
                .containsExactly("age", "colour", "height");
        assertThat(twin.inputs().stream().map(TensorSpec::dataType))
                .containsExactly(DataType.FLOAT64, DataType.STRING, DataType.FLOAT64);
        assertThat(twin.optional()).isEmpty();
        assertThat(model.signatures()).containsKeys("serving_default", "explain_columns");
        assertThat(model.signatures().get("serving_default").columnar()).isFalse();
    }

    @Test
    void aRowByNameIsWhatTheMatrixWouldBeWithCategoriesAsNumbers() {
        Model model = tabled(COLUMNS, TableSettings.STANDARD);

        assertThat(floats(run(model, "columns", row(7, "blue", 3), "score"), "score"))
                .containsExactly(7 + 20 + 300);
        assertThat(
                        floats(
                                run(model, "explain_columns", row(7, "green", 3), "contributions"),
                                "contributions"))
                .containsExactly(7, 10, 300);
    }

    @Test
    void aMissingNumberOrCategoryIsNotANumber() {
        Model model = tabled(COLUMNS, TableSettings.STANDARD);

        assertThat(floats(run(model, "columns", row(7, "", 3), "score"), "score"))
                .containsExactly(Float.NaN);
        assertThat(floats(run(model, "columns", row(Double.NaN, "red", 3), "score"), "score"))
                .containsExactly(Float.NaN);
    }

    @Test
    void anUnknownCategoryIsRefusedWithItsColumnRowAndWhatThereIs() {
        Model model = tabled(COLUMNS, TableSettings.STANDARD);
        Map<String, Tensor> pink = row(7, "pink", 3);

        assertThatThrownBy(() -> run(model, "columns", pink, "score"))
                .isInstanceOf(ServingException.class)
                .hasMessageContaining(
                        "column 'colour', row 0: 'pink' is not one of its 3 categories"
                                + " [red, green, blue]");
    }

    @Test
    void classNumbersAreCalledByTheNamesThatTheOperatorGives() {
        Model model =
                tabled(COLUMNS, new TableSettings(List.of(), Absent.REFUSED, List.of("no", "yes")));

        assertThat(model.classes()).containsExactly("no", "yes");
        Map<String, Tensor> answers = run(model, "columns", row(1, "red", 0), "label");
        assertThat(((StringTensor) answers.get("label")).toTexts()).containsExactly("yes");
        assertThat(model.signatures().get("columns").output("label").orElseThrow().dataType())
                .isEqualTo(DataType.STRING);
        assertThat(model.signatures().get("serving_default").output("label").orElseThrow())
                .extracting(TensorSpec::dataType)
                .isEqualTo(DataType.INT64);
    }

    @Test
    void whatTheOperatorNamesStandsOverTheFile() {
        Model model =
                tabled(
                        COLUMNS,
                        columns(
                                Column.ofNumbers("a"),
                                Column.ofNumbers("b"),
                                Column.ofNumbers("c")));

        assertThat(model.signatures().get("columns").inputs().stream().map(TensorSpec::name))
                .containsExactly("a", "b", "c");
    }

    @Test
    void columnsMayBeLeftOutWhereTheOperatorSaysSo() {
        Model model = tabled(COLUMNS, new TableSettings(List.of(), Absent.MISSING, List.of()));

        assertThat(model.signatures().get("columns").optional())
                .containsExactlyInAnyOrder("age", "colour", "height");
    }

    @Test
    void aModelWithoutNamesStaysAsItIs() {
        var bare = new WeighingModel(List.of(), memory);

        assertThat(TableModel.over(bare, TableSettings.STANDARD, memory)).isSameAs(bare);
    }

    @Test
    void columnsThatDoNotFitTheMatrixFailTheLoad() {
        assertThatThrownBy(() -> tabled(List.of(), columns(Column.ofNumbers("a"))))
                .isInstanceOf(ServingException.class)
                .hasMessageContaining(
                        "table.columns has 1 columns, but the model's input 'features' has 3");
    }

    @Test
    void closingClosesTheModelBelow() {
        var bare = new WeighingModel(COLUMNS, memory);

        TableModel.over(bare, TableSettings.STANDARD, memory).close();

        assertThat(bare.isClosed()).isTrue();
    }
}
