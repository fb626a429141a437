package io.inferry.transport.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Floats as text; expected texts are Python's {@code repr} and C's {@code printf}. */
final class FloatStyleTest {
    private static final int CASES = 200_000;

    private final long seed = Long.getLong("inferry.seed", System.nanoTime());
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(seed);

    @ParameterizedTest
    @CsvSource({
        "9000000,9000000.0,9e+06",
        "999999,999999.0,999999.0",
        "0.5,0.5,0.5",
        "0.00003,3e-05,3e-05",
        "555557.5,555557.5,555557.5",
        "0.0001,0.0001,0.0001",
        "1,1.0,1.0",
        "-0.0,-0.0,-0.0",
        "0.1,0.1,0.1",
        "1e-45,1e-45,1.4013e-45",
        "3.4028235e38,3.4028235e+38,3.40282347e+38",
        "0.33333334,0.33333334,0.333333343",
        "123456789,123456790.0,123456792.0",
        "1234567890123456789,1.234568e+18,1.23456794e+18",
        "NaN,NaN,NaN",
        "-Infinity,-Infinity,-Infinity"
    })
    void float32IsWrittenInBothStyles(float value, String shortest, String tensorFlow) {
        assertThat(write(FloatStyle.SHORTEST, value)).isEqualTo(shortest);
        assertThat(write(FloatStyle.TENSORFLOW_SERVING, value)).isEqualTo(tensorFlow);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1,0.1,0.1",
        "0.3333333333333333,0.3333333333333333,0.33333333333333331",
        "1e16,1e+16,1e+16",
        "9999999999999998,9999999999999998.0,9999999999999998.0",
        "1e22,1e+22,1e+22",
        "1e-7,1e-07,1e-07",
        "5e-324,5e-324,4.94066e-324",
        "1.7976931348623157e308,1.7976931348623157e+308,1.7976931348623157e+308",
        "2.5,2.5,2.5"
    })
    void float64IsWrittenInBothStyles(double value, String shortest, String tensorFlow) {
        assertThat(write(FloatStyle.SHORTEST, value)).isEqualTo(shortest);
        assertThat(write(FloatStyle.TENSORFLOW_SERVING, value)).isEqualTo(tensorFlow);
    }

    @Test
    void theShortestFloat32HasTheDigitsThatTheJdkFinds() {
        for (int i = 0; i < CASES; i++) {
            float value = float32();
            String text = write(FloatStyle.SHORTEST, value);
            assertThat(Float.parseFloat(text)).as("seed " + seed).isEqualTo(value);
            if (Math.abs(value) > 1e-37f) {
                assertSameDecimal(text, new BigDecimal(Float.toString(value)));
            }
        }
    }

    @Test
    void theShortestFloat64HasTheDigitsThatTheJdkFinds() {
        for (int i = 0; i < CASES; i++) {
            double value = float64();
            String text = write(FloatStyle.SHORTEST, value);
            assertThat(Double.parseDouble(text)).as("seed " + seed).isEqualTo(value);
            if (Math.abs(value) > 1e-300) {
                assertSameDecimal(text, new BigDecimal(Double.toString(value)));
            }
        }
    }

    @Test
    void tensorFlowsFloat32IsSixDigitsOrNine() {
        for (int i = 0; i < CASES; i++) {
            float value = float32();
            BigDecimal six = rounded(new BigDecimal(value), 6);
            BigDecimal nine = rounded(new BigDecimal(value), 9);
            assertSameDecimal(
                    write(FloatStyle.TENSORFLOW_SERVING, value),
                    six.floatValue() == value ? six : nine);
        }
    }

    @Test
    void tensorFlowsFloat64IsSixDigitsOrSeventeen() {
        for (int i = 0; i < CASES; i++) {
            double value = float64();
            BigDecimal six = rounded(new BigDecimal(value), 6);
            BigDecimal seventeen = rounded(new BigDecimal(value), 17);
            assertSameDecimal(
                    write(FloatStyle.TENSORFLOW_SERVING, value),
                    six.doubleValue() == value ? six : seventeen);
        }
    }

    private float float32() {
        if (random.nextBoolean()) {
            return random.nextInt(1_000_000) / 1000f;
        }
        float value = Float.intBitsToFloat(random.nextInt());
        return Float.isFinite(value) ? value : random.nextFloat();
    }

    private double float64() {
        if (random.nextBoolean()) {
            return random.nextInt(1_000_000) / 1000d;
        }
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) ? value : random.nextDouble();
    }

    private void assertSameDecimal(String text, BigDecimal expected) {
        if (new BigDecimal(text).compareTo(expected) != 0) {
            assertThat(text).as("seed " + seed).isEqualTo(expected.toString());
        }
    }

    private static BigDecimal rounded(BigDecimal exact, int digits) {
        return exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }

    private static String write(FloatStyle style, float value) {
        return new JsonWriter(style).number(value).toBytes().text();
    }

    private static String write(FloatStyle style, double value) {
        return new JsonWriter(style).number(value).toBytes().text();
    }
}
