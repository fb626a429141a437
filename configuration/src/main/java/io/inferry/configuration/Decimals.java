package io.inferry.configuration;

import java.math.BigDecimal;

/** Numbers of any size, with a fraction or without. */
record Decimals() implements Kind<Double> {
    static final Kind<Double> KIND = new Decimals();

    @Override
    public Double read(Node node) {
        if (node instanceof Node.Scalar scalar) {
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
