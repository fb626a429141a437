package io.inferry.protocol.tfserving.examples;

/** The three lists that a feature can be. */
enum FeatureKind {
    BYTES(1, "bytes"),
    FLOAT(2, "float"),
    INT64(3, "int64");

    private final int field;
    private final String text;

    FeatureKind(int field, String text) {
        this.field = field;
        this.text = text;
    }

    /** Its field in the message {@code Feature}. */
    int field() {
        return field;
    }

    /** As upstream's texts call it. */
    String text() {
        return text;
    }
}
