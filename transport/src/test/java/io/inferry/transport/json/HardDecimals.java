package io.inferry.transport.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.random.RandomGenerator;

/** Decimals that are hard to round: halfway points, many digits, the ends of the ranges. */
final class HardDecimals {
    private final RandomGenerator random;

    HardDecimals(RandomGenerator random) {
        this.random = random;
    }

    String next() {
        String magnitude =
                switch (random.nextInt(9)) {
                    case 0 -> Float.toString(Math.abs(anyFloat()));
                    case 1 -> Double.toString(Math.abs(anyDouble()));
                    case 2 -> middle(Math.abs(anyFloat())).toString();
                    case 3 -> nudged(middle(Math.abs(anyFloat())));
                    case 4 -> nudged(doubleMiddle(Math.abs(anyDouble())));
                    case 5 -> digits(1 + random.nextInt(22)) + "e" + (random.nextInt(700) - 350);
                    case 6 -> random.nextInt(3) + "." + digits(1 + random.nextInt(20));
                    case 7 -> new BigDecimal(Math.abs(subnormal())).toString();
                    default ->
                            digits(1 + random.nextInt(12)) + "." + digits(random.nextInt(12) + 1);
                };
        return (random.nextBoolean() ? "-" : "") + magnitude.replaceFirst("^0+(?=[0-9])", "");
    }

    private float anyFloat() {
        float value = Float.intBitsToFloat(random.nextInt());
        return Float.isFinite(value) ? value : random.nextFloat();
    }

    private double anyDouble() {
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) ? value : random.nextDouble();
    }

    private float subnormal() {
        return Float.intBitsToFloat(random.nextInt(1 << 24));
    }

    private static BigDecimal middle(float value) {
        return new BigDecimal(value).add(new BigDecimal(Math.ulp(value)).divide(BigDecimal.TWO));
    }

    private static BigDecimal doubleMiddle(double value) {
        return new BigDecimal(value).add(new BigDecimal(Math.ulp(value)).divide(BigDecimal.TWO));
    }

    /** A little more or less than the decimal, by as little as the text length allows. */
    private String nudged(BigDecimal decimal) {
        int digits = Math.max(17, random.nextInt(40));
        BigInteger unscaled = decimal.unscaledValue();
        int excess = unscaled.toString().length() - digits;
        if (excess <= 0) {
            String more = random.nextBoolean() ? "0000000000001" : "";
            return unscaled + more + "e" + (-decimal.scale() - more.length());
        }
        BigInteger cut = unscaled.divide(BigInteger.TEN.pow(excess));
        BigInteger moved = cut.add(BigInteger.valueOf(random.nextInt(3) - 1));
        return moved.abs() + "e" + (excess - decimal.scale());
    }

    private String digits(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append((char) ('0' + random.nextInt(10)));
        }
        return text.toString();
    }
}
