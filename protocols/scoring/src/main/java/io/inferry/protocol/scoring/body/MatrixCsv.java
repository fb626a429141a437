package io.inferry.protocol.scoring.body;

import io.inferry.api.ServingException;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.LittleEndian;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.table.CsvHead;
import io.inferry.transport.table.TableReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** CSV for a model of one matrix whose columns have no names: by their order. */
final class MatrixCsv {
    private final Signature signature;
    private final TensorMemory memory;

    MatrixCsv(Signature signature, TensorMemory memory) {
        this.signature = signature;
        this.memory = memory;
    }

    /**
     * Reads a document.
     *
     * @param first its first line's cells
     */
    Map<String, Tensor> read(Bytes document, List<String> first, boolean head) {
        TensorSpec input = matrix();
        long known = input.shape().dim(1);
        int width = known == Shape.UNKNOWN ? first.size() : (int) known;
        // With a head the names are whatever they are: they become those of the columns.
        List<String> names =
                head && first.size() == width
                        ? first
                        : IntStream.range(0, width).mapToObj(Integer::toString).toList();
        Signature numbered = columns(names);
        Map<String, Tensor> columns =
                new TableReader(numbered, memory)
                        .csv(document, head ? CsvHead.NAMES : CsvHead.NONE);
        try {
            return Map.of(input.name(), joined(input, names, columns));
        } finally {
            columns.values().forEach(Tensor::close);
        }
    }

    private TensorSpec matrix() {
        boolean one = signature.inputs().size() == 1;
        TensorSpec input = signature.inputs().getFirst();
        boolean fits =
                one
                        && !input.shape().isAny()
                        && input.shape().rank() == 2
                        && (input.dataType() == DataType.FLOAT32
                                || input.dataType() == DataType.FLOAT64);
        if (!fits) {
            throw ServingException.invalidArgument(
                    "CSV needs a model that knows its columns, or takes one matrix of FLOAT32 or"
                            + " FLOAT64; signature '%s' has the inputs %s"
                                    .formatted(signature.name(), signature.inputs()));
        }
        return input;
    }

    private static Signature columns(List<String> names) {
        return new Signature(
                "csv",
                names.stream()
                        .map(name ->
                                new TensorSpec(name, DataType.FLOAT64, Shape.of(Shape.UNKNOWN)))
                        .toList(),
                List.of(),
                Signature.PREDICT,
                Set.of(),
                true);
    }

    private Tensor joined(TensorSpec input, List<String> names, Map<String, Tensor> columns) {
        int width = names.size();
        long rows = columns.values().iterator().next().shape().dim(0);
        NumericTensor joined =
                NumericTensor.allocate(memory, input.dataType(), Shape.of(rows, width));
        for (int i = 0; i < width; i++) {
            if (!(columns.get(names.get(i)) instanceof NumericTensor column)) {
                throw new IllegalStateException("column " + names.get(i) + " was not read");
            }
            for (long row = 0; row < rows; row++) {
                double value = column.segment().get(LittleEndian.DOUBLE, row * Double.BYTES);
                long cell = row * width + i;
                if (input.dataType() == DataType.FLOAT32) {
                    joined.segment().set(LittleEndian.FLOAT, cell * Float.BYTES, (float) value);
                } else {
                    joined.segment().set(LittleEndian.DOUBLE, cell * Double.BYTES, value);
                }
            }
        }
        return joined;
    }
}
