package io.inferry.core.batching;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Joins rows whose shapes differ: every dimension is as long as the longest, and what a job does
 * not fill holds its tensor's first element; zero, or an empty string, when it has none.
 */
final class PaddedRows {
    private final List<Tensor> parts;
    private final long[] longest;

    private PaddedRows(List<Tensor> parts, long[] longest) {
        this.parts = parts;
        this.longest = longest;
    }

    /** Whether the two differ in nothing but rows and dimensions that the signature leaves open. */
    static boolean fit(Shape open, Shape one, Shape other) {
        if (one.rank() != other.rank()) {
            return false;
        }
        for (int i = 1; i < one.rank(); i++) {
            boolean free = open.isAny() || (i < open.rank() && open.dim(i) == Shape.UNKNOWN);
            if (!free && one.dim(i) != other.dim(i)) {
                return false;
            }
        }
        return one.rank() > 0;
    }

    /** Whether the jobs' rows have different shapes. */
    static boolean differ(String name, List<Job> jobs) {
        Shape first = jobs.getFirst().input(name).shape();
        for (int i = 1; i < jobs.size(); i++) {
            if (!first.sameRowShape(jobs.get(i).input(name).shape())) {
                return true;
            }
        }
        return false;
    }

    static PaddedRows of(String name, List<Job> jobs) {
        List<Tensor> parts = new ArrayList<>();
        long[] longest = jobs.getFirst().input(name).shape().toArray();
        for (Job job : jobs) {
            Tensor part = job.input(name);
            parts.add(part);
            for (int i = 1; i < longest.length; i++) {
                longest[i] = Math.max(longest[i], part.shape().dim(i));
            }
        }
        return new PaddedRows(parts, longest);
    }

    /** The rows one below the other, the first row of the last job repeated up to {@code rows}. */
    Tensor join(TensorMemory memory, long rows) {
        long[] dims = longest.clone();
        dims[0] = rows;
        Shape shape = Shape.of(dims);
        DataType type = parts.getFirst().dataType();
        return type.isNumeric()
                ? numbers(NumericTensor.allocate(memory, type, shape), rows)
                : strings(shape, rows);
    }

    private NumericTensor numbers(NumericTensor joined, long rows) {
        MemorySegment target = joined.segment();
        long rowBytes = target.byteSize() / rows;
        long offset = 0;
        long last = 0;
        for (Tensor part : parts) {
            if (part instanceof NumericTensor numbers) {
                last = offset;
                long bytes = rowBytes * part.shape().dim(0);
                place(numbers, target.asSlice(offset, bytes));
                offset += bytes;
            }
        }
        Rows.repeatRow(target, last, offset, rowBytes);
        return joined;
    }

    private void place(NumericTensor part, MemorySegment target) {
        long size = part.dataType().byteSize();
        fill(part.segment(), target, size);
        eachRun(
                part.shape(),
                (from, to, count) ->
                        MemorySegment.copy(
                                part.segment(), from * size, target, to * size, count * size));
    }

    /** Writes the first element everywhere, by copying what is there to what is not. */
    private static void fill(MemorySegment part, MemorySegment target, long size) {
        if (part.byteSize() == 0 || target.byteSize() == 0) {
            target.fill((byte) 0);
            return;
        }
        MemorySegment.copy(part, 0, target, 0, size);
        for (long done = size; done < target.byteSize(); done *= 2) {
            long more = Math.min(done, target.byteSize() - done);
            MemorySegment.copy(target, 0, target, done, more);
        }
    }

    private StringTensor strings(Shape shape, long rows) {
        byte[][] joined = new byte[Math.toIntExact(shape.elements())][];
        int perRow = Math.toIntExact(joined.length / rows);
        int offset = 0;
        int last = 0;
        for (Tensor part : parts) {
            if (part instanceof StringTensor strings) {
                last = offset;
                int end = offset + perRow * Math.toIntExact(part.shape().dim(0));
                List<byte[]> elements = strings.elements();
                Arrays.fill(
                        joined,
                        offset,
                        end,
                        elements.isEmpty() ? new byte[0] : elements.getFirst());
                int start = offset;
                eachRun(
                        part.shape(),
                        (from, to, count) -> {
                            for (int i = 0; i < count; i++) {
                                joined[start + (int) to + i] = elements.get((int) from + i);
                            }
                        });
                offset = end;
            }
        }
        for (; offset < joined.length; offset += perRow) {
            System.arraycopy(joined, last, joined, offset, perRow);
        }
        List<byte[]> all = new ArrayList<>(joined.length);
        Collections.addAll(all, joined);
        return StringTensor.of(shape, all);
    }

    /** Elements that lie together in a part and in the joined tensor. */
    private interface Run {
        void copy(long from, long to, long count);
    }

    private void eachRun(Shape part, Run run) {
        int inner = part.rank() - 1;
        long length = part.dim(inner);
        long runs = length == 0 ? 0 : part.elements() / length;
        for (long i = 0; i < runs; i++) {
            long rest = i;
            long to = 0;
            long stride = longest[inner];
            for (int dim = inner - 1; dim >= 0; dim--) {
                to += rest % part.dim(dim) * stride;
                rest /= part.dim(dim);
                stride *= longest[dim];
            }
            run.copy(i * length, to, length);
        }
    }
}
