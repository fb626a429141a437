package io.inferry.configuration;

/** Whole numbers between two bounds, both inclusive. */
record Numbers(long least, long most) implements Kind<Long> {
    /** Numbers that fit an int. */
    static Kind<Integer> ints(int least, int most) {
        return new Mapped<>(new Numbers(least, most), Math::toIntExact, Integer::longValue);
    }

    @Override
    public Long read(Node node) {
        if (node instanceof Node.Scalar scalar) {
            try {
                long number = Long.parseLong(scalar.text());
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException _) {
                throw new UnfitValueException(description(), node);
            }
        }
        throw new UnfitValueException(description(), node);
    }

    @Override
    public String show(Long value) {
        return value.toString();
    }

    @Override
    public String description() {
        return most == Long.MAX_VALUE
                ? "a whole number, " + least + " or more"
                : "a whole number from " + least + " to " + most;
    }
}
