package io.inferry.configuration;

/** Zero, although other values must be larger than it by far. */
record ZeroOr(Kind<Long> others) implements Kind<Long> {
    @Override
    public Long read(Node node) {
        boolean zero = node instanceof Node.Scalar scalar && scalar.text().strip().equals("0");
        return zero ? Long.valueOf(0) : others.read(node);
    }

    @Override
    public String show(Long value) {
        return others.show(value);
    }

    @Override
    public String description() {
        return others.description();
    }
}
