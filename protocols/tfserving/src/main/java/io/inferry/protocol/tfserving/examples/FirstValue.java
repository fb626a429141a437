package io.inferry.protocol.tfserving.examples;

import static io.inferry.protocol.tfserving.examples.ExampleFeatures.BYTES_LIST;
import static io.inferry.protocol.tfserving.examples.ExampleFeatures.FLOAT_LIST;
import static io.inferry.protocol.tfserving.examples.ExampleFeatures.INT64_LIST;
import static io.inferry.protocol.tfserving.examples.ExampleFeatures.VALUES;

import io.inferry.api.ServingException;
import io.inferry.transport.facts.FirstElement;
import io.inferry.transport.protobuf.ProtoReader;
import java.util.Optional;

/**
 * Reads the first value of one feature out of a serialized {@code tf.Example}; of two features of
 * one name the later counts. Bytes that are no Example have no features.
 */
final class FirstValue {
    private final String name;
    private Optional<String> found = Optional.empty();

    private FirstValue(String name) {
        this.name = name;
    }

    static Optional<String> of(byte[] example, String name) {
        FirstValue value = new FirstValue(name);
        try {
            ExampleFeatures.each(example, value::readFeature);
        } catch (ServingException noExample) {
            return Optional.empty();
        }
        return value.found;
    }

    private void readFeature(String key, ProtoReader feature) {
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
