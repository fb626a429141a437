package io.inferry.engine.pfa.row;

import static io.inferry.api.tensor.LittleEndian.DOUBLE;

import com.opendatagroup.hadrian.data.PFAArray;
import com.opendatagroup.hadrian.data.PFARecord;
import io.inferry.api.ServingException;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.engine.pfa.program.Instance;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes of a request's tensors the values that one instance takes, row by row. */
public final class RowReader {
    private final RowForm form;
    private final List<FieldReader> fields = new ArrayList<>();
    private final @Nullable Constructor<? extends PFARecord> records;

    RowReader(RowForm form, Instance instance) {
        this.form = form;
        try {
            switch (form) {
                case RowForm.Table table -> {
                    for (Field field : table.fields()) {
                        fields.add(new FieldReader(field, instance));
                    }
                }
                case RowForm.Single single -> fields.add(new FieldReader(single.field(), instance));
                case RowForm.Matrix _ -> {}
            }
            this.records =
                    form instanceof RowForm.Table table ? instance.records(table.schema()) : null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a compiled document lacks its own types", e);
        }
    }

    /**
     * All rows, converted before the first of them is run: a document with state is not to see half
     * of a request that is refused.
     *
     * @throws ServingException INVALID_ARGUMENT that names what is wrong, and where it is a value
     *     its column and row
     */
    public @Nullable Object[] read(Map<String, Tensor> inputs) {
        List<TensorSpec> specs = form.specs();
        if (!specs.stream().map(TensorSpec::name).toList().containsAll(inputs.keySet())) {
            throw wrongNames(specs, inputs.keySet());
        }
        return switch (form) {
            case RowForm.Matrix matrix ->
                    matrix(matrix.item(), (NumericTensor) checked(specs.getFirst(), specs, inputs));
            case RowForm.Single _ ->
                    fields.getFirst().read(checked(specs.getFirst(), specs, inputs));
            case RowForm.Table _ -> table(specs, inputs);
        };
    }

    private @Nullable Object[] table(List<TensorSpec> specs, Map<String, Tensor> inputs) {
        PFARecord[] rows = new PFARecord[0];
        for (int at = 0; at < specs.size(); at++) {
            TensorSpec spec = specs.get(at);
            if (form.optional().contains(spec.name()) && !inputs.containsKey(spec.name())) {
                continue;
            }
            @Nullable Object[] values = fields.get(at).read(checked(spec, specs, inputs));
            if (rows.length == 0) {
                rows = empty(values.length);
            }
            if (rows.length != values.length) {
                throw ServingException.invalidArgument(
                        "column '%s' has %d rows, the columns before it have %d"
                                .formatted(spec.name(), values.length, rows.length));
            }
            for (int row = 0; row < values.length; row++) {
                rows[row].put(at, values[row]);
            }
        }
        return rows;
    }

    private PFARecord[] empty(int count) {
        PFARecord[] rows = new PFARecord[count];
        try {
            for (int row = 0; row < count && records != null; row++) {
                rows[row] = records.newInstance();
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a compiled document's record cannot be made", e);
        }
        return rows;
    }

    private static Object[] matrix(Kind item, NumericTensor tensor) {
        Object[] rows = new Object[Math.toIntExact(tensor.shape().dim(0))];
        int width = Math.toIntExact(tensor.shape().dim(1));
        WholeNumbers numbers = new WholeNumbers(RowForm.MATRIX);
        MemorySegment values = tensor.segment();
        long at = 0;
        for (int row = 0; row < rows.length; row++) {
            PFAArray<Object> array = PFAArray.empty(width);
            for (int column = 0; column < width; column++) {
                array.add(numbers.boxed(item, row, values.get(DOUBLE, at)));
                at += Double.BYTES;
            }
            rows[row] = array;
        }
        return rows;
    }

    private static Tensor checked(
            TensorSpec spec, List<TensorSpec> specs, Map<String, Tensor> inputs) {
        Tensor tensor = inputs.get(spec.name());
        if (tensor == null) {
            throw wrongNames(specs, inputs.keySet());
        }
        if (tensor.isClosed()) {
            throw new IllegalStateException("'" + spec.name() + "' was closed before the run");
        }
        if (tensor.dataType() != spec.dataType()) {
            throw ServingException.dataTypeMismatch(
                    spec.name(), spec.dataType(), tensor.dataType());
        }
        if (!spec.shape().accepts(tensor.shape())) {
            throw ServingException.shapeMismatch(spec.name(), spec.shape(), tensor.shape());
        }
        return tensor;
    }

    private static ServingException wrongNames(List<TensorSpec> specs, Collection<String> given) {
        return ServingException.invalidArgument(
                "the document takes %s, got %s"
                        .formatted(specs.stream().map(TensorSpec::name).toList(), given));
    }
}
