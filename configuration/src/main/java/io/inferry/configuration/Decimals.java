package io.inferry.configuration;

import java.math.BigDecimal;

/** Numbers of any size, with a fraction or without. */
record Decimals() implements Kind<Double> {
    static final Kind<Double> KIND = new Decimals();

    /**
     * More digits than this mean nothing to a double, and cost time that grows with their square.
     */
    private static final int TEXT_MAX = 64;

    @Override
    public Double read(Node node) {
        if (node instanceof Node.Scalar scalar && scalar.text().length() <= TEXT_MAX) {
            try {
                return new BigDecimal(scalar.text()).doubleValue();
            } catch (NumberFormatException _) {
                throw new UnfitValueException(description(), node);
            }
        }
        throw new UnfitValueException(description(), node);
    }

    @Override
    public String show(Double value) {
        return value.toString();
    }

    @Override
    public String description() {
        return "a number";
    }
}
