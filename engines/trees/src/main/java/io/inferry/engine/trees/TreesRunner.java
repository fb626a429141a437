package io.inferry.engine.trees;

import io.inferry.api.ServingException;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.LittleEndian;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.engine.trees.forest.Ensemble;
import io.inferry.engine.trees.forest.Rows;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evaluates rows block by block, in arrays of its own. */
final class TreesRunner implements Runner {
    private final Ensemble ensemble;
    private final TensorMemory memory;
    private final Rows rows;
    private final double[] values;
    private final RowReader reader;
    private final ClassNames classes;
    private final Optional<Contributions> contributions;

    TreesRunner(ModelFile file, TensorMemory memory) {
        this.ensemble = file.ensemble();
        this.contributions =
                file.explaining().explanation().map(each -> new Contributions(ensemble, each));
        this.memory = memory;
        this.classes = new ClassNames(ensemble.classes());
        this.rows = new Rows(ensemble.inputs().features());
        this.values = new double[rows.capacity() * ensemble.groups()];
        this.reader = new RowReader(ensemble.inputs());
    }

    @Override
    public Map<String, Tensor> run(
            Signature signature, Map<String, Tensor> inputs, List<String> outputs) {
        NumericTensor x = input(signature.inputs().getFirst(), inputs);
        Map<String, Tensor> answers = LinkedHashMap.newLinkedHashMap(outputs.size());
        try {
            for (String name : outputs) {
                answers.put(name, allocate(signature, name, x.shape().dim(0)));
            }
            if (signature.method().equals(Signature.EXPLAIN)) {
                explain(x, answers);
            } else if (signature.name().equals(Specs.LEAVES)) {
                descend(x, answers);
            } else {
                evaluate(x, new Answers(ensemble, answers));
                classes.name(answers);
            }
            return answers;
        } catch (RuntimeException e) {
            answers.values().forEach(Tensor::close);
            throw e;
        }
    }

    private void evaluate(NumericTensor x, Answers answers) {
        long count = x.shape().dim(0);
        for (long first = 0; first < count; first += rows.capacity()) {
            rows.count((int) Math.min(rows.capacity(), count - first));
            reader.read(x, first, rows);
            ensemble.margins(rows, values);
            answers.writeMargins(values, first, rows.count());
            ensemble.answers(values, rows.count());
            answers.writeAnswers(values, first, rows.count());
        }
    }

    private void descend(NumericTensor x, Map<String, Tensor> answers) {
        if (!(answers.get(Specs.LEAF) instanceof NumericTensor leaf)) {
            return;
        }
        long count = x.shape().dim(0);
        int trees = ensemble.forest().distinctTrees();
        int[] numbers = new int[rows.capacity() * trees];
        for (long first = 0; first < count; first += rows.capacity()) {
            rows.count((int) Math.min(rows.capacity(), count - first));
            reader.read(x, first, rows);
            ensemble.forest().leafNumbers(rows, numbers);
            MemorySegment.copy(
                    numbers,
                    0,
                    leaf.segment(),
                    LittleEndian.INT,
                    first * trees * Integer.BYTES,
                    rows.count() * trees);
        }
    }

    private void explain(NumericTensor x, Map<String, Tensor> answers) {
        Contributions writer =
                contributions.orElseThrow(() -> new IllegalStateException("nothing explains"));
        long count = x.shape().dim(0);
        for (long first = 0; first < count; first += rows.capacity()) {
            rows.count((int) Math.min(rows.capacity(), count - first));
            reader.read(x, first, rows);
            writer.write(rows, first, answers);
        }
    }

    private static NumericTensor input(TensorSpec input, Map<String, Tensor> inputs) {
        Tensor tensor = inputs.get(input.name());
        if (tensor == null) {
            throw ServingException.invalidArgument(
                    "input '%s' is missing; there are %s".formatted(input.name(), inputs.keySet()));
        }
        if (!(tensor instanceof NumericTensor numbers) || numbers.dataType() != input.dataType()) {
            throw ServingException.dataTypeMismatch(
                    input.name(), input.dataType(), tensor.dataType());
        }
        if (!input.shape().accepts(numbers.shape())) {
            throw ServingException.shapeMismatch(input.name(), input.shape(), numbers.shape());
        }
        return numbers;
    }

    /** Names of classes are written as their numbers at first. */
    private NumericTensor allocate(Signature signature, String name, long count) {
        TensorSpec output =
                signature
                        .output(name)
                        .orElseThrow(() ->
                                ServingException.invalidArgument(
                                        "there is no output '" + name + "'"));
        DataType numbers =
                output.dataType() == DataType.STRING ? DataType.INT64 : output.dataType();
        return NumericTensor.allocate(memory, numbers, output.shape().withRows(count));
    }

    @Override
    public void close() {
        // Nothing beside the heap.
    }
}
