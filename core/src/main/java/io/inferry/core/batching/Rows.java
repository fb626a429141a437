package io.inferry.core.batching;

import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.settings.BatchRules.Padding;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Joins the rows of several jobs into one tensor for each input, by copying, and cuts the rows of
 * outputs apart again, without copying.
 */
final class Rows {
    private final TensorMemory memory;
    private final Padding padding;

    /**
     * @param padding whether jobs may come whose rows differ in their shape
     */
    Rows(TensorMemory memory, Padding padding) {
        this.memory = memory;
        this.padding = padding;
    }

    /**
     * The jobs' inputs one below the other.
     *
     * @param rows of the result; where the jobs have fewer, the first row of the last job is
     *     repeated
     * @return tensors that the caller closes
     */
    Map<String, Tensor> join(Signature signature, List<Job> jobs, long rows) {
        Map<String, Tensor> joined = LinkedHashMap.newLinkedHashMap(signature.inputs().size());
        try {
            for (TensorSpec spec : signature.inputs()) {
                joined.put(spec.name(), join(spec.name(), jobs, rows));
            }
        } catch (Throwable failure) {
            close(joined);
            throw failure;
        }
        return joined;
    }

    private Tensor join(String name, List<Job> jobs, long rows) {
        if (padding == Padding.LONGEST && PaddedRows.differ(name, jobs)) {
            return PaddedRows.of(name, jobs).join(memory, rows);
        }
        return switch (jobs.getFirst().input(name)) {
            case NumericTensor first -> joinNumbers(name, first, jobs, rows);
            case StringTensor first -> joinStrings(name, first, jobs, rows);
        };
    }

    private Tensor joinNumbers(String name, NumericTensor first, List<Job> jobs, long rows) {
        NumericTensor joined =
                NumericTensor.allocate(memory, first.dataType(), first.shape().withRows(rows));
        MemorySegment target = joined.segment();
        long offset = 0;
        long last = 0;
        for (int i = 0; i < jobs.size(); i++) {
            if (jobs.get(i).input(name) instanceof NumericTensor part) {
                long bytes = part.byteSize();
                MemorySegment.copy(part.segment(), 0, target, offset, bytes);
                last = offset;
                offset += bytes;
            }
        }
        repeatRow(target, last, offset, target.byteSize() / rows);
        return joined;
    }

    /** Fills what is left behind {@code offset} with the row that begins at {@code row}. */
    static void repeatRow(MemorySegment target, long row, long offset, long rowBytes) {
        for (long at = offset; at < target.byteSize(); at += rowBytes) {
            MemorySegment.copy(target, row, target, at, rowBytes);
        }
    }

    private static Tensor joinStrings(String name, StringTensor first, List<Job> jobs, long rows) {
        List<byte[]> elements = new ArrayList<>();
        int last = 0;
        for (Job job : jobs) {
            if (job.input(name) instanceof StringTensor part) {
                last = elements.size();
                elements.addAll(part.elements());
            }
        }
        int perRow = Math.toIntExact(first.elements().size() / first.shape().dim(0));
        int wanted = Math.toIntExact(rows * perRow);
        for (int at = last; elements.size() < wanted; at = at + 1 < last + perRow ? at + 1 : last) {
            elements.add(elements.get(at));
        }
        return StringTensor.of(first.shape().withRows(rows), elements);
    }

    /** Whether the outputs of a request's pieces can be put one below the other. */
    static boolean stack(List<Map<String, Tensor>> parts, List<String> wanted) {
        for (String name : wanted) {
            Shape first = named(parts.getFirst(), name).shape();
            if (!parts.stream().allMatch(part -> first.sameRowShape(named(part, name).shape()))) {
                return false;
            }
        }
        return true;
    }

    /** The outputs of a request's pieces one below the other; the parts stay the caller's. */
    Map<String, Tensor> stacked(List<Map<String, Tensor>> parts, List<String> wanted) {
        Map<String, Tensor> stacked = LinkedHashMap.newLinkedHashMap(wanted.size());
        try {
            for (String name : wanted) {
                stacked.put(name, stacked(parts.stream().map(part -> named(part, name)).toList()));
            }
        } catch (Throwable failure) {
            close(stacked);
            throw failure;
        }
        return stacked;
    }

    private Tensor stacked(List<Tensor> parts) {
        long rows = parts.stream().mapToLong(part -> part.shape().dim(0)).sum();
        Shape shape = parts.getFirst().shape().withRows(rows);
        if (!(parts.getFirst() instanceof NumericTensor first)) {
            List<byte[]> elements = new ArrayList<>();
            for (Tensor part : parts) {
                if (part instanceof StringTensor strings) {
                    elements.addAll(strings.elements());
                }
            }
            return StringTensor.of(shape, elements);
        }
        NumericTensor whole = NumericTensor.allocate(memory, first.dataType(), shape);
        long offset = 0;
        for (Tensor part : parts) {
            if (part instanceof NumericTensor numbers) {
                long bytes = numbers.byteSize();
                MemorySegment.copy(numbers.segment(), 0, whole.segment(), offset, bytes);
                offset += bytes;
            }
        }
        return whole;
    }

    /** Whether each output has this many rows. */
    static boolean fit(Map<String, Tensor> outputs, long rows) {
        for (Tensor output : outputs.values()) {
            if (output.shape().rank() == 0 || output.shape().dim(0) != rows) {
                return false;
            }
        }
        return true;
    }

    /** Some rows of every output, as tensors that the caller closes. */
    static Map<String, Tensor> cut(
            Map<String, Tensor> outputs, List<String> wanted, long from, long count) {
        if (wanted.size() == 1) {
            String name = wanted.getFirst();
            return Map.of(name, named(outputs, name).rows(from, count));
        }
        Map<String, Tensor> cut = LinkedHashMap.newLinkedHashMap(wanted.size());
        try {
            for (int i = 0; i < wanted.size(); i++) {
                cut.put(wanted.get(i), named(outputs, wanted.get(i)).rows(from, count));
            }
        } catch (Throwable failure) {
            close(cut);
            throw failure;
        }
        return cut;
    }

    /** An output that the model must have given. */
    static Tensor named(Map<String, Tensor> outputs, String name) {
        Tensor output = outputs.get(name);
        if (output == null) {
            throw new IllegalStateException(
                    "the engine was asked for output '" + name + "' and gave " + outputs.keySet());
        }
        return output;
    }

    static void close(Map<String, Tensor> tensors) {
        for (Tensor tensor : tensors.values()) {
            tensor.close();
        }
    }
}
