package io.inferry.engine.tflite;

import static io.inferry.api.tensor.LittleEndian.FLOAT;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.engine.tflite.file.Entrance;
import io.inferry.engine.tflite.file.ModelFile;
import io.inferry.engine.tflite.runtime.RefusedException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a model once before it serves. Old converters, and those who use them, write one row where
 * any number is meant, and TensorFlow Serving takes any number then: so a model whose inputs and
 * outputs all have one row is given two, and when each row of the answer is what that row alone
 * gives, rows are free.
 */
final class Trial {
    private static final float TOLERANCE = 1e-3f;

    /** Larger tensors are not worth a trial, nor the memory that a file merely claims to need. */
    private static final long ELEMENTS_MAX = 1 << 24;

    private final TfliteRunner runner;
    private final TensorMemory memory = TensorMemory.unpooled();

    private Trial(TfliteRunner runner) {
        this.runner = runner;
    }

    /**
     * The program with the signatures that it can serve.
     *
     * @throws ServingException INVALID_MODEL or UNIMPLEMENTED when the runtime cannot run it
     */
    static Program of(Program program, ModelFile file, TfliteOptions.Rows rows) {
        try (TfliteRunner declared = new TfliteRunner(program, TensorMemory.unpooled())) {
            declared.planAsDeclared();
        } catch (RefusedException e) {
            throw unusable(file, e);
        }
        if (rows == TfliteOptions.Rows.DECLARED) {
            return program;
        }
        List<Entrance> entrances = program.entrances().stream().map(Trial::freed).toList();
        Program freed = program.with(entrances);
        try (TfliteRunner runner = new TfliteRunner(freed, TensorMemory.unpooled())) {
            Trial trial = new Trial(runner);
            List<Entrance> proven = new ArrayList<>();
            for (int i = 0; i < entrances.size(); i++) {
                Entrance entrance = entrances.get(i);
                Entrance written = program.entrances().get(i);
                boolean changed = !entrance.equals(written);
                proven.add(changed && trial.rowsAreFree(entrance.signature()) ? entrance : written);
            }
            return program.with(proven);
        } catch (RefusedException e) {
            throw unusable(file, e);
        }
    }

    private static ServingException unusable(ModelFile file, RefusedException failure) {
        String said = Failures.clean(failure);
        boolean operatorMissing =
                said.contains("unresolved custom op")
                        || said.contains("Select TensorFlow op")
                        || said.contains("Didn't find op");
        if (!operatorMissing) {
            return file.broken(said);
        }
        String custom =
                file.customOperators().isEmpty()
                        ? ""
                        : "it has the custom operators " + file.customOperators() + ": ";
        return ServingException.of(
                ErrorCode.UNIMPLEMENTED,
                "%s needs operators that this build of TensorFlow Lite does not have: %s%s"
                        .formatted(file.path(), custom, said));
    }

    /** The signature with free rows, when every input and output is of numbers in one row. */
    private static Entrance freed(Entrance entrance) {
        Signature signature = entrance.signature();
        boolean oneRow =
                !signature.inputs().isEmpty()
                        && signature.inputs().stream().allMatch(Trial::hasOneRow)
                        && signature.outputs().stream().allMatch(Trial::hasOneRow);
        return oneRow
                ? new Entrance(
                        new Signature(
                                signature.name(),
                                signature.inputs().stream().map(Trial::freed).toList(),
                                signature.outputs().stream().map(Trial::freed).toList(),
                                signature.method(),
                                signature.optional()),
                        entrance.way())
                : entrance;
    }

    private static boolean hasOneRow(TensorSpec spec) {
        Shape shape = spec.shape();
        return spec.dataType().isNumeric()
                && shape.isKnown()
                && shape.rank() > 0
                && shape.dim(0) == 1
                && shape.elements() <= ELEMENTS_MAX;
    }

    private static TensorSpec freed(TensorSpec spec) {
        return new TensorSpec(
                spec.name(),
                spec.dataType(),
                spec.shape().withRows(Shape.UNKNOWN),
                spec.dimNames(),
                spec.graphName());
    }

    private boolean rowsAreFree(Signature signature) {
        try {
            List<Tensor> both = run(signature, 0, 2);
            for (int row = 0; row < 2; row++) {
                List<Tensor> alone = run(signature, row, 1);
                for (int i = 0; i < both.size(); i++) {
                    if (!isRow(both.get(i), row, alone.get(i))) {
                        return false;
                    }
                }
            }
            return true;
        } catch (ServingException e) {
            return false;
        }
    }

    /** All outputs in the signature's order. */
    private List<Tensor> run(Signature signature, int firstRow, int rows) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (TensorSpec input : signature.inputs()) {
            inputs.put(input.name(), pattern(input, firstRow, rows));
        }
        List<String> outputs = signature.outputs().stream().map(TensorSpec::name).toList();
        return List.copyOf(runner.run(signature, inputs, outputs).values());
    }

    /** Small numbers that differ from row to row: quarters for floats, 0 and 1 for all others. */
    private NumericTensor pattern(TensorSpec input, int firstRow, int rows) {
        NumericTensor tensor =
                NumericTensor.allocate(memory, input.dataType(), input.shape().withRows(rows));
        MemorySegment bytes = tensor.segment().fill((byte) 0);
        int step = input.dataType().byteSize();
        long perRow = tensor.shape().elements() / rows;
        for (long i = 0; i < tensor.shape().elements(); i++) {
            long row = firstRow + i / perRow;
            long seed = i % perRow * 7 + row * 3;
            if (input.dataType() == DataType.FLOAT32) {
                bytes.set(FLOAT, i * step, seed % 5 * 0.25f);
            } else if (input.dataType() != DataType.FLOAT16
                    && input.dataType() != DataType.FLOAT64) {
                bytes.set(ValueLayout.JAVA_BYTE, i * step, (byte) (seed % 2));
            }
        }
        return tensor;
    }

    private static boolean isRow(Tensor both, int row, Tensor alone) {
        if (alone.shape().rank() == 0 || !both.shape().equals(alone.shape().withRows(2))) {
            return false;
        }
        MemorySegment left = ((NumericTensor) both.rows(row, 1)).segment();
        MemorySegment right = ((NumericTensor) alone).segment();
        if (alone.dataType() != DataType.FLOAT32) {
            return left.mismatch(right) < 0;
        }
        for (long at = 0; at < right.byteSize(); at += Float.BYTES) {
            float expected = right.get(FLOAT, at);
            float actual = left.get(FLOAT, at);
            float allowed = TOLERANCE * Math.max(1, Math.abs(expected));
            if (Float.compare(expected, actual) != 0 && !(Math.abs(expected - actual) <= allowed)) {
                return false;
            }
        }
        return true;
    }
}
