package io.inferry.configuration;

/** A port, or {@code off} for none. */
record Port() implements Kind<Integer> {
    private static final String OFF = "off";
    private static final Kind<Integer> NUMBERS = Numbers.ints(0, 65_535);

    @Override
    public Integer read(Node node) {
        if (node instanceof Node.Scalar scalar && scalar.text().equals(OFF)) {
            return ListenerOptions.NO_PORT;
        }
        try {
            return NUMBERS.read(node);
        } catch (UnfitValueException _) {
            throw new UnfitValueException(description(), node);
        }
    }

    @Override
    public String show(Integer value) {
        return value == ListenerOptions.NO_PORT ? OFF : NUMBERS.show(value);
    }

    @Override
    public String description() {
        return NUMBERS.description() + ", or off";
    }
}
