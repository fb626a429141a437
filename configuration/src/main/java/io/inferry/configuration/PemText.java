package io.inferry.configuration;

/** Where PEM is: a path, or the text itself, which is never shown. */
record PemText() implements Kind<String> {
    static final Kind<String> KIND = new PemText();

    @Override
    public String read(Node node) {
        if (node instanceof Node.Scalar scalar && !scalar.text().isBlank()) {
            return scalar.text();
        }
        throw new UnfitValueException(description(), node);
    }

    @Override
    public String show(String value) {
        return value.stripLeading().startsWith("-----BEGIN ") ? "***" : value;
    }

    @Override
    public String description() {
        return "a path, or PEM text";
    }
}
