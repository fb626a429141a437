package io.inferry.protocol.tfserving.examples;

import static io.inferry.protocol.tfserving.examples.ExampleFeatures.BYTES_LIST;
import static io.inferry.protocol.tfserving.examples.ExampleFeatures.FLOAT_LIST;
import static io.inferry.protocol.tfserving.examples.ExampleFeatures.INT64_LIST;
import static io.inferry.protocol.tfserving.examples.ExampleFeatures.VALUES;

import io.inferry.api.ServingException;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.transport.protobuf.ProtoReader;
import io.inferry.transport.table.TableRows;
import java.util.List;
import java.util.Map;

/**
 * Reads serialized {@code tf.Example}s as the rows of a table: a feature is a column, its one value
 * the cell; a feature without a value is missing. Of two features of one name the later counts.
 */
final class ExampleTable {
    private final TableRows rows;

    private ExampleTable(TableRows rows) {
        this.rows = rows;
    }

    /**
     * One tensor for each column of the signature, which the caller closes.
     *
     * @throws ServingException INVALID_ARGUMENT when bytes are no Example, or features are not the
     *     signature's columns
     */
    static Map<String, Tensor> read(
            Signature signature, List<byte[]> examples, TensorMemory memory) {
        long sent = examples.stream().mapToLong(example -> example.length).sum();
        try (var rows = new TableRows(signature, memory, (int) Math.min(sent, Integer.MAX_VALUE))) {
            var table = new ExampleTable(rows);
            for (byte[] example : examples) {
                rows.begin((int) Math.min(sent, Integer.MAX_VALUE));
                ExampleFeatures.each(example, table::readFeature);
                rows.end();
                sent -= example.length;
            }
            return rows.tensors();
        }
    }

    private void readFeature(String name, ProtoReader feature) {
        rows.missing(name);
        while (feature.next()) {
            int kind = feature.field();
            if (kind < BYTES_LIST || kind > INT64_LIST) {
                feature.skip();
            } else {
                readList(name, kind, feature.message());
            }
        }
    }

    private void readList(String name, int kind, ProtoReader list) {
        int count = 0;
        while (list.next()) {
            if (list.field() != VALUES) {
                list.skip();
                continue;
            }
            long end = list.position();
            if (kind != BYTES_LIST && list.hasLength()) {
                end = list.beginPacked();
                if (list.position() == end) {
                    continue;
                }
            }
            if (count++ > 0) {
                throw several(name);
            }
            readValue(name, kind, list);
            if (list.position() < end) {
                throw several(name);
            }
        }
    }

    private ServingException several(String name) {
        return rows.wrong(name, "one value is expected, the feature has several");
    }

    private void readValue(String name, int kind, ProtoReader list) {
        switch (kind) {
            case BYTES_LIST -> rows.text(name, list.bytes());
            case FLOAT_LIST -> rows.number(name, Float.intBitsToFloat(list.fixed32()));
            default -> rows.number(name, (double) list.varint());
        }
    }
}
