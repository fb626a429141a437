package io.inferry.configuration;

import java.math.BigDecimal;
import java.util.List;

/**
 * A number with a unit: {@code 256MiB}, {@code 1.5s}.
 *
 * @param noun for messages: "a size"
 * @param units smallest first
 * @param least in the smallest unit
 */
record Quantity(String noun, List<Unit> units, long least) implements Kind<Long> {
    /**
     * @param factor how many of the smallest unit it is
     */
    record Unit(String name, long factor) {}

    private static final List<Unit> BYTES =
            List.of(
                    new Unit("B", 1),
                    new Unit("KiB", 1L << 10),
                    new Unit("MiB", 1L << 20),
                    new Unit("GiB", 1L << 30),
                    new Unit("TiB", 1L << 40));

    private static final List<Unit> NANOS =
            List.of(
                    new Unit("ns", 1),
                    new Unit("us", 1_000),
                    new Unit("ms", 1_000_000),
                    new Unit("s", 1_000_000_000L),
                    new Unit("m", 60_000_000_000L),
                    new Unit("h", 3_600_000_000_000L),
                    new Unit("d", 86_400_000_000_000L));

    Quantity {
        units = List.copyOf(units);
    }

    /** Bytes. */
    static Quantity size(long least) {
        return new Quantity("a size such as 256MiB", BYTES, least);
    }

    /** Bytes that fit an int. */
    static Kind<Integer> bytes(int least) {
        return new Mapped<>(
                new Quantity("a size below 2GiB such as 64KiB", BYTES, least),
                Quantity::toInt,
                Integer::longValue);
    }

    /** Nanoseconds. */
    static Quantity nanos(long least) {
        return new Quantity("a duration such as 5ms", NANOS, least);
    }

    /** Nanoseconds, or zero. */
    static Kind<Long> zeroOrNanos(long least) {
        Quantity nanos = new Quantity("0, or a duration such as 5ms", NANOS, least);
        return new ZeroOr(nanos);
    }

    @Override
    public Long read(Node node) {
        if (node instanceof Node.Scalar scalar) {
            long value = parse(scalar.text().strip());
            if (value >= least) {
                return value;
            }
        }
        throw new UnfitValueException(description(), node);
    }

    private static int toInt(long bytes) {
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "must be a size below 2GiB, was " + size(0).show(bytes));
        }
        return (int) bytes;
    }

    /** -1 when it is none. */
    private long parse(String text) {
        int end = 0;
        while (end < text.length() && (isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
            end++;
        }
        String number = text.substring(0, end);
        String unit = text.substring(end).strip();
        if (unit.isEmpty()) {
            return number.equals("0") ? 0 : -1;
        }
        for (Unit known : units) {
            if (known.name().equalsIgnoreCase(unit)) {
                return times(number, known.factor());
            }
        }
        return -1;
    }

    private static long times(String number, long factor) {
        try {
            return new BigDecimal(number).multiply(BigDecimal.valueOf(factor)).longValueExact();
        } catch (ArithmeticException | NumberFormatException _) {
            return -1;
        }
    }

    private static boolean isDigit(char symbol) {
        return symbol >= '0' && symbol <= '9';
    }

    @Override
    public String show(Long value) {
        for (Unit unit : units.reversed()) {
            if (value != 0 && value % unit.factor() == 0) {
                return value / unit.factor() + unit.name();
            }
        }
        return value.toString();
    }

    @Override
    public String description() {
        return least == 0 ? noun : noun + " of at least " + show(least);
    }
}
