package io.inferry.core.table;

import io.inferry.api.ServingException;
import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.Column;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.settings.TableSettings;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.TensorMemory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model of matrices that takes tables too: each of its signatures that takes the matrix has a
 * columnar twin. No engine needs to know of it.
 */
public final class TableModel implements Model {
    private final Model model;
    private final TensorMemory memory;
    private final Map<String, Signature> signatures;
    private final Map<String, Gathering> gatherings;
    private final List<String> classes;

    private TableModel(
            Model model,
            TensorMemory memory,
            Map<String, Gathering> gatherings,
            List<String> classes) {
        this.model = model;
        this.memory = memory;
        this.gatherings = gatherings;
        this.classes = classes;
        this.signatures = new LinkedHashMap<>(model.signatures());
        gatherings.values().forEach(each -> signatures.put(each.twin().name(), each.twin()));
    }

    /**
     * The model, able to take tables where its file or the operator names the columns.
     *
     * @throws ServingException INVALID_MODEL when what the operator says does not fit the model
     */
    public static Model over(Model model, TableSettings settings, TensorMemory memory) {
        List<String> classes = settings.classes().isEmpty() ? model.classes() : settings.classes();
        List<Column> columns = settings.columns().isEmpty() ? model.columns() : settings.columns();
        Optional<TensorSpec> matrix = matrix(model);
        if (!settings.columns().isEmpty()) {
            requireFit(model, matrix, settings.columns());
        }
        if (columns.isEmpty() || matrix.isEmpty()) {
            return classes.equals(model.classes())
                    ? model
                    : new TableModel(model, memory, Map.of(), classes);
        }
        var frame = new Frame(matrix.get().name(), columns, settings.absent(), classes);
        Map<String, Gathering> gatherings = new LinkedHashMap<>();
        for (Signature signature : model.signatures().values()) {
            if (!signature.columnar() && signature.inputs().equals(List.of(matrix.get()))) {
                Gathering gathering = Gathering.of(signature, frame);
                gatherings.put(gathering.twin().name(), gathering);
            }
        }
        return new TableModel(model, memory, gatherings, classes);
    }

    private static Optional<TensorSpec> matrix(Model model) {
        return Optional.ofNullable(model.signatures().get(Signature.DEFAULT_NAME))
                .filter(signature -> !signature.columnar() && signature.inputs().size() == 1)
                .map(signature -> signature.inputs().getFirst())
                .filter(spec -> Gathering.canFill(spec.dataType()))
                .filter(spec -> !spec.shape().isAny() && spec.shape().rank() == 2);
    }

    private static void requireFit(Model model, Optional<TensorSpec> matrix, List<Column> columns) {
        if (matrix.isEmpty()) {
            throw ServingException.invalidModel(
                    "table.columns needs a model whose one input is a matrix of FLOAT32, FLOAT64,"
                            + " INT32 or INT64; signature %s has %s"
                                    .formatted(
                                            Signature.DEFAULT_NAME,
                                            Optional.ofNullable(
                                                            model.signatures()
                                                                    .get(Signature.DEFAULT_NAME))
                                                    .map(Signature::inputs)
                                                    .map(Object::toString)
                                                    .orElse("nothing: there is none")));
        }
        long width = matrix.get().shape().dim(1);
        if (width != Shape.UNKNOWN && width != columns.size()) {
            throw ServingException.invalidModel(
                    "table.columns has %d columns, but the model's input '%s' has %d"
                            .formatted(columns.size(), matrix.get().name(), width));
        }
    }

    @Override
    public Map<String, Signature> signatures() {
        return signatures;
    }

    @Override
    public List<Column> columns() {
        return model.columns();
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public String platform() {
        return model.platform();
    }

    @Override
    public Map<String, String> metadata() {
        return model.metadata();
    }

    @Override
    public long nativeBytes() {
        return model.nativeBytes();
    }

    @Override
    public boolean isStateful() {
        return model.isStateful();
    }

    @Override
    public Runner newRunner() {
        Runner runner = model.newRunner();
        return gatherings.isEmpty() ? runner : new TableRunner(runner, gatherings, memory);
    }

    @Override
    public void close() {
        model.close();
    }

    /**
     * What all twins of one model share.
     *
     * @param input the matrix's name
     */
    record Frame(
            String input, List<Column> columns, TableSettings.Absent absent, List<String> classes) {
        /** How a column arrives at the model. */
        static TensorSpec spec(Column column) {
            DataType type = column.isCategorical() ? DataType.STRING : DataType.FLOAT64;
            return new TensorSpec(column.name(), type, Shape.of(Shape.UNKNOWN));
        }
    }
}
