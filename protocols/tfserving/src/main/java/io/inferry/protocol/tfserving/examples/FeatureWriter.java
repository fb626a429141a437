package io.inferry.protocol.tfserving.examples;

import io.inferry.api.ServingException;
import io.inferry.transport.protobuf.ProtoWriter;
import org.jspecify.annotations.Nullable;

/** Collects the values of one feature, all of one kind. */
public final class FeatureWriter {
    private static final int VALUE = 1;

    private final String name;
    private final ProtoWriter values = new ProtoWriter();
    private @Nullable FeatureKind kind;

    /** A feature without values. */
    public FeatureWriter(String name) {
        this.name = name;
    }

    /**
     * Says that the next value is a string.
     *
     * @throws ServingException INVALID_ARGUMENT when the values before were of another kind
     */
    public void expectBytes() {
        expect(FeatureKind.BYTES);
    }

    /**
     * Says that the next value is an integer.
     *
     * @throws ServingException INVALID_ARGUMENT when the values before were of another kind
     */
    public void expectIntegers() {
        expect(FeatureKind.INT64);
    }

    /** Adds a string. */
    public void add(byte[] value) {
        expect(FeatureKind.BYTES);
        values.bytes(VALUE, value);
    }

    /** Adds a decimal number. */
    public void add(float value) {
        expect(FeatureKind.FLOAT);
        values.element(value);
    }

    /** Adds an integer. */
    public void add(long value) {
        expect(FeatureKind.INT64);
        values.element(value);
    }

    private void expect(FeatureKind wanted) {
        if (kind == null) {
            kind = wanted;
        }
        if (kind != wanted) {
            throw ServingException.invalidArgument(
                    "Unexpected element type in feature: "
                            + name
                            + " expecting type: "
                            + kind.text());
        }
    }

    String name() {
        return name;
    }

    /** The message {@code Feature}. */
    ProtoWriter toMessage() {
        ProtoWriter feature = new ProtoWriter();
        switch (kind) {
            case null -> {}
            case BYTES -> feature.message(kind.field(), values);
            case FLOAT, INT64 ->
                    feature.message(kind.field(), new ProtoWriter().message(VALUE, values));
        }
        return feature;
    }
}
