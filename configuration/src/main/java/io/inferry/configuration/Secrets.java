package io.inferry.configuration;

/**
 * Texts that are never shown, not even where they are refused.
 *
 * @param lengthMin characters at least
 */
record Secrets(int lengthMin) implements Kind<String> {
    @Override
    public String read(Node node) {
        if (node instanceof Node.Scalar scalar && scalar.text().length() >= lengthMin) {
            return scalar.text();
        }
        throw new IllegalArgumentException("must be " + description() + ", was something else");
    }

    @Override
    public String show(String value) {
        return "***";
    }

    @Override
    public String description() {
        return lengthMin <= 1 ? "a text" : "a text of at least " + lengthMin + " characters";
    }
}
