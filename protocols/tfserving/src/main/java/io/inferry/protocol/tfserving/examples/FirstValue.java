package io.inferry.protocol.tfserving.examples;

import io.inferry.api.ServingException;
import io.inferry.transport.facts.FirstElement;
import io.inferry.transport.protobuf.ProtoReader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Reads the first value of one feature out of a serialized {@code tf.Example}; of two features of
 * one name the later counts. Bytes that are no Example have no features.
 */
final class FirstValue {
    private static final int FEATURES = 1;
    private static final int FEATURE = 1;
    private static final int KEY = 1;
    private static final int VALUE = 2;
    private static final int VALUES = 1;
    private static final int BYTES_LIST = 1;
    private static final int FLOAT_LIST = 2;
    private static final int INT64_LIST = 3;

    private final String name;
    private Optional<String> found = Optional.empty();

    private FirstValue(String name) {
        this.name = name;
    }

    static Optional<String> of(byte[] example, String name) {
        FirstValue value = new FirstValue(name);
        try {
            value.read(ProtoReader.of(List.of(ByteBuffer.wrap(example)), example.length));
        } catch (ServingException noExample) {
            return Optional.empty();
        }
        return value.found;
    }

    private void read(ProtoReader example) {
        while (example.next()) {
            if (example.field() == FEATURES) {
                readFeatures(example.message());
            } else {
                example.skip();
            }
        }
    }

    private void readFeatures(ProtoReader features) {
        while (features.next()) {
            if (features.field() == FEATURE) {
                readEntry(features.message());
            } else {
                features.skip();
            }
        }
    }

    private void readEntry(ProtoReader entry) {
        String key = "";
        ProtoReader feature = ProtoReader.empty();
        while (entry.next()) {
            switch (entry.field()) {
                case KEY -> key = entry.string();
                case VALUE -> feature = entry.message();
                default -> entry.skip();
            }
        }
        if (key.equals(name)) {
            found = first(feature);
        }
    }

    private static Optional<String> first(ProtoReader feature) {
        Optional<String> first = Optional.empty();
        while (feature.next()) {
            int kind = feature.field();
            if (kind < BYTES_LIST || kind > INT64_LIST) {
                feature.skip();
                continue;
            }
            ProtoReader list = feature.message();
            first = list.next() && list.field() == VALUES ? element(kind, list) : Optional.empty();
        }
        return first;
    }

    private static Optional<String> element(int kind, ProtoReader list) {
        if (kind == BYTES_LIST) {
            return FirstElement.text(list.bytes());
        }
        if (list.hasLength()) {
            long end = list.beginPacked();
            if (list.position() == end) {
                return Optional.empty();
            }
        }
        return Optional.of(
                kind == FLOAT_LIST
                        ? FirstElement.decimal(Float.intBitsToFloat(list.fixed32()))
                        : Long.toString(list.varint()));
    }
}
