package io.inferry.engine.trees;

import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.Column;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.engine.trees.forest.Ensemble.Inputs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model whose trees ask for texts: its signatures take the columns of a table, and the matrix
 * that the trees walk is made of them. A text that the trees do not know is none that they ask for.
 */
final class TextModel implements Model {
    private final Model model;
    private final Inputs inputs;
    private final TensorMemory memory;
    private final Map<String, Signature> signatures = new LinkedHashMap<>();

    TextModel(Model model, Inputs inputs, TensorMemory memory) {
        this.model = model;
        this.inputs = inputs;
        this.memory = memory;
        signatures(List.copyOf(model.signatures().values()), inputs)
                .forEach(each -> signatures.put(each.name(), each));
    }

    /** The signatures as callers see them: those of a matrix, unless there are texts. */
    static List<Signature> signatures(List<Signature> matrices, Inputs inputs) {
        if (inputs.texts().isEmpty()) {
            return matrices;
        }
        List<TensorSpec> columns = new ArrayList<>();
        for (Column column : inputs.columns()) {
            boolean text = inputs.texts().containsKey(columns.size());
            columns.add(
                    new TensorSpec(
                            column.name(),
                            text ? DataType.STRING : DataType.FLOAT64,
                            Shape.of(Shape.UNKNOWN)));
        }
        return matrices.stream()
                .map(each ->
                        new Signature(
                                each.name(),
                                columns,
                                each.outputs(),
                                each.method(),
                                Set.of(),
                                true))
                .toList();
    }

    @Override
    public Map<String, Signature> signatures() {
        return new LinkedHashMap<>(signatures);
    }

    @Override
    public List<String> classes() {
        return model.classes();
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
    public Runner newRunner() {
        return new TextRunner(model, inputs, memory);
    }

    @Override
    public void close() {
        model.close();
    }
}
