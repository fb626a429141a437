package io.inferry.contracts;

import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.Column;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The margin is 0.25 + income / 4 + age / 10 + the town's number (Ulm 0, Bern 1, Rome 2); what is
 * missing adds −1, 0.5 and −0.5. A price is a hundred times that, a loan's yes its logistic.
 */
record CreditModel(CreditEngine.Kind kind, TensorMemory memory) implements Model, Runner {
    private static final int WIDTH = 3;
    private static final List<String> TOWNS = List.of("Ulm", "Bern", "Rome");
    private static final float BIAS = 0.25f;
    private static final TensorSpec MATRIX =
            new TensorSpec("features", DataType.FLOAT32, Shape.of(-1, WIDTH));
    private static final Signature LOAN =
            new Signature(
                    Signature.DEFAULT_NAME,
                    List.of(MATRIX),
                    List.of(
                            new TensorSpec("label", DataType.INT64, Shape.of(-1)),
                            new TensorSpec("probabilities", DataType.FLOAT32, Shape.of(-1, 2))));
    private static final Signature PRICE =
            new Signature(
                    Signature.DEFAULT_NAME,
                    List.of(MATRIX),
                    List.of(new TensorSpec("prediction", DataType.FLOAT64, Shape.of(-1))));
    private static final Signature RULES =
            new Signature(
                    Signature.DEFAULT_NAME,
                    List.of(
                            new TensorSpec("income", DataType.FLOAT64, Shape.of(-1)),
                            new TensorSpec("age", DataType.FLOAT64, Shape.of(-1)),
                            new TensorSpec("town", DataType.STRING, Shape.of(-1))),
                    PRICE.outputs(),
                    Signature.PREDICT,
                    Set.of("age"),
                    true);
    private static final Signature EXPLAIN =
            new Signature(
                    Signature.EXPLAIN_NAME,
                    List.of(MATRIX),
                    List.of(
                            new TensorSpec("contributions", DataType.FLOAT32, Shape.of(-1, WIDTH)),
                            new TensorSpec("bias", DataType.FLOAT32, Shape.of(-1))),
                    Signature.EXPLAIN,
                    Set.of());

    @Override
    public Map<String, Signature> signatures() {
        return switch (kind) {
            case LOAN -> Map.of(LOAN.name(), LOAN, EXPLAIN.name(), EXPLAIN);
            case PRICE -> Map.of(PRICE.name(), PRICE);
            case RULES -> Map.of(RULES.name(), RULES);
        };
    }

    @Override
    public List<Column> columns() {
        return kind == CreditEngine.Kind.RULES
                ? List.of()
                : List.of(
                        Column.ofNumbers("income"),
                        Column.ofNumbers("age"),
                        new Column("town", TOWNS));
    }

    @Override
    public List<String> classes() {
        return kind == CreditEngine.Kind.LOAN ? List.of("no", "yes") : List.of();
    }

    @Override
    public String platform() {
        return "credit";
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public long nativeBytes() {
        return 0;
    }

    @Override
    public Runner newRunner() {
        return this;
    }

    @Override
    public Map<String, Tensor> run(
            Signature signature, Map<String, Tensor> inputs, List<String> outputs) {
        List<float[]> rows = rows(signature.columnar() ? cells(inputs) : matrix(inputs));
        Map<String, Tensor> answers = new LinkedHashMap<>();
        for (String output : outputs) {
            answers.put(output, output(output, rows));
        }
        return answers;
    }

    private static float[] matrix(Map<String, Tensor> inputs) {
        return ((NumericTensor) given(inputs, MATRIX.name())).toFloats();
    }

    /** The door lets no request in that lacks one. */
    private static Tensor given(Map<String, Tensor> inputs, String name) {
        return Objects.requireNonNull(inputs.get(name), name);
    }

    private static float[] cells(Map<String, Tensor> inputs) {
        double[] incomes = ((NumericTensor) given(inputs, "income")).toDoubles();
        double[] ages = ((NumericTensor) given(inputs, "age")).toDoubles();
        List<String> towns = ((StringTensor) given(inputs, "town")).toTexts();
        float[] cells = new float[towns.size() * WIDTH];
        for (int row = 0; row < towns.size(); row++) {
            int town = TOWNS.indexOf(towns.get(row));
            cells[row * WIDTH] = (float) incomes[row];
            cells[row * WIDTH + 1] = (float) ages[row];
            cells[row * WIDTH + 2] = town < 0 ? Float.NaN : town;
        }
        return cells;
    }

    private static List<float[]> rows(float[] cells) {
        List<float[]> rows = new ArrayList<>();
        for (int at = 0; at < cells.length; at += WIDTH) {
            rows.add(
                    new float[] {
                        Float.isNaN(cells[at]) ? -1 : cells[at] / 4,
                        Float.isNaN(cells[at + 1]) ? 0.5f : cells[at + 1] / 10,
                        Float.isNaN(cells[at + 2]) ? -0.5f : cells[at + 2],
                    });
        }
        return rows;
    }

    private Tensor output(String name, List<float[]> rows) {
        int count = rows.size();
        double[] margins =
                rows.stream().mapToDouble(row -> BIAS + row[0] + row[1] + row[2]).toArray();
        float[] wide = new float[count * WIDTH];
        long[] labels = new long[count];
        float[] chances = new float[2 * count];
        double[] prices = new double[count];
        float[] biases = new float[count];
        for (int row = 0; row < count; row++) {
            System.arraycopy(rows.get(row), 0, wide, row * WIDTH, WIDTH);
            float yes = (float) (1 / (1 + Math.exp(-margins[row])));
            labels[row] = yes > 0.5f ? 1 : 0;
            chances[2 * row] = 1 - yes;
            chances[2 * row + 1] = yes;
            prices[row] = 100 * margins[row];
            biases[row] = BIAS;
        }
        return switch (name) {
            case "label" -> NumericTensor.ofLongs(memory, Shape.of(count), labels);
            case "probabilities" -> NumericTensor.ofFloats(memory, Shape.of(count, 2), chances);
            case "contributions" -> NumericTensor.ofFloats(memory, Shape.of(count, WIDTH), wide);
            case "bias" -> NumericTensor.ofFloats(memory, Shape.of(count), biases);
            default -> NumericTensor.ofDoubles(memory, Shape.of(count), prices);
        };
    }

    @Override
    public void close() {}
}
