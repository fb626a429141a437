package io.inferry.engine.pmml.score;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pmml4s.data.DataVal;
import org.pmml4s.data.Series;

/** Texts: one of each row, or several. */
final class TextAnswer implements Answer {
    private static final byte[] NOTHING = new byte[0];

    private final TensorSpec spec;
    private final int[] positions;
    private final Map<DataVal, byte[]> known;

    private TextAnswer(TensorSpec spec, Map<DataVal, byte[]> known, int... positions) {
        this.spec = spec;
        this.known = known;
        this.positions = positions;
    }

    /** One text of each row. */
    static TextAnswer single(String name, int position) {
        return new TextAnswer(spec(name, Shape.of(Shape.UNKNOWN)), Map.of(), position);
    }

    /** Several of each row. */
    static TextAnswer several(String name, int[] positions) {
        return new TextAnswer(
                spec(name, Shape.of(Shape.UNKNOWN, positions.length)), Map.of(), positions);
    }

    /** The name of a class. */
    static TextAnswer label(String name, int position, List<ClassLabel> labels) {
        Map<DataVal, byte[]> known = new HashMap<>();
        for (ClassLabel label : labels) {
            label.forms().forEach(form -> known.put(form, label.name().getBytes(UTF_8)));
        }
        return new TextAnswer(spec(name, Shape.of(Shape.UNKNOWN)), known, position);
    }

    private static TensorSpec spec(String name, Shape shape) {
        return new TensorSpec(name, DataType.STRING, shape);
    }

    @Override
    public TensorSpec spec() {
        return spec;
    }

    @Override
    public Column column(int rows, TensorMemory memory) {
        return new TextColumn(rows);
    }

    private final class TextColumn implements Column {
        private final int rows;
        private final byte[][] texts;

        TextColumn(int rows) {
            this.rows = rows;
            this.texts = new byte[rows * positions.length][];
        }

        @Override
        public void take(int row, Series results) {
            for (int i = 0; i < positions.length; i++) {
                texts[row * positions.length + i] = bytes(results.get(positions[i]));
            }
        }

        private byte[] bytes(@Nullable DataVal value) {
            byte[] name = known.get(value);
            return name == null ? Texts.of(value).getBytes(UTF_8) : name;
        }

        @Override
        public void leaveOut(int row) {
            int from = row * positions.length;
            Arrays.fill(texts, from, from + positions.length, NOTHING);
        }

        @Override
        public Tensor tensor() {
            return StringTensor.of(spec.shape().withRows(rows), Arrays.asList(texts));
        }

        @Override
        public void close() {
            // On the heap.
        }
    }
}
