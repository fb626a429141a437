package io.inferry.configuration;

/** Shares of a whole: numbers from 0 to 1. */
record Fractions() implements Kind<Double> {
    @Override
    public Double read(Node node) {
        if (node instanceof Node.Scalar scalar) {
            try {
                double number = Double.parseDouble(scalar.text());
                if (number >= 0 && number <= 1) {
                    return number;
                }
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
        return "a number from 0 to 1";
    }
}
