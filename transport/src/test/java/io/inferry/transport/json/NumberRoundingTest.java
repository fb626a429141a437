package io.inferry.transport.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.transport.http.Bytes;
import java.math.BigDecimal;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** JSON numbers become the nearest binary number: the JDK and exact arithmetic are the judges. */
final class NumberRoundingTest {
    private static final int CASES = Integer.getInteger("inferry.hardDecimals", 1_000_000);

    private final long seed = Long.getLong("inferry.seed", System.nanoTime());
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    private final HardDecimals decimals = new HardDecimals(random);

    @Test
    void float32AndFloat64AreWhatTheJdkReads() {
        for (int i = 0; i < CASES; i++) {
            String text = decimals.next();
            float wide = reader(text).floatNumber();
            double wider = reader(text).doubleNumber();
            boolean same =
                    Float.compare(wide, Float.parseFloat(text)) == 0
                            && Double.compare(wider, Double.parseDouble(text)) == 0;
            if (!same) {
                assertThat(text + " " + wide + " " + wider)
                        .as("seed %d", seed)
                        .isEqualTo(
                                text
                                        + " "
                                        + Float.parseFloat(text)
                                        + " "
                                        + Double.parseDouble(text));
            }
        }
    }

    @Test
    void everyMiddleOfTwoFloat16GoesToTheEvenOneAndItsNeighboursToTheNearer() {
        for (int bits = 0; bits < 0x7C00; bits++) {
            var below = new BigDecimal(Float.float16ToFloat((short) bits));
            var above =
                    bits == 0x7BFF
                            ? new BigDecimal(65536)
                            : new BigDecimal(Float.float16ToFloat((short) (bits + 1)));
            BigDecimal middle = below.add(above).divide(BigDecimal.TWO);
            assertThat(reader(middle.toString()).float16Number())
                    .isEqualTo((short) (bits + (bits & 1)));
            String plain = middle.toPlainString();
            String point = plain.contains(".") ? "" : ".0";
            assertThat(reader(plain + point + "0000000000000000000000001").float16Number())
                    .isEqualTo((short) (bits + 1));
            String less = middle.subtract(new BigDecimal("1e-40")).toString();
            assertThat(reader(less).float16Number()).isEqualTo((short) bits);
        }
    }

    @Test
    void everyMiddleOfTwoBfloat16GoesToTheEvenOneAndItsNeighboursToTheNearer() {
        for (int bits = 0; bits < 0x7F80; bits++) {
            var below = new BigDecimal(Float.intBitsToFloat(bits << 16));
            var above =
                    bits == 0x7F7F
                            ? BigDecimal.TWO.pow(128)
                            : new BigDecimal(Float.intBitsToFloat((bits + 1) << 16));
            BigDecimal middle = below.add(above).divide(BigDecimal.TWO);
            assertThat(reader(middle.toString()).bfloat16Number())
                    .isEqualTo((short) (bits + (bits & 1)));
            BigDecimal little = middle.scaleByPowerOfTen(-30);
            assertThat(reader(middle.add(little).toString()).bfloat16Number())
                    .isEqualTo((short) (bits + 1));
            assertThat(reader(middle.subtract(little).toString()).bfloat16Number())
                    .isEqualTo((short) bits);
        }
    }

    @Test
    void float16IsTheNearestOfRandomDecimals() {
        for (int i = 0; i < CASES / 10; i++) {
            String text = decimals.next();
            // Rounding twice is right here: float64 is far finer and middles are tested above.
            float wide = (float) Double.parseDouble(text);
            short actual = reader(text).float16Number();
            float error = Math.abs(Float.float16ToFloat(actual) - wide);
            float other = Math.abs(Float.float16ToFloat(Float.floatToFloat16(wide)) - wide);
            if (Float.isFinite(error) && error > other) {
                assertThat(error).as(text + " seed " + seed).isLessThanOrEqualTo(other);
            }
        }
    }

    @Test
    void tooLargeIsInfiniteAndTooSmallIsZeroWithItsSign() {
        assertThat(reader("1e39").floatNumber()).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(reader("-1e999999999999").doubleNumber()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(reader("-1e-46").floatNumber()).isEqualTo(-0.0f);
        assertThat(reader("0e999999999999").doubleNumber()).isZero();
        assertThat(reader("65520").float16Number()).isEqualTo((short) 0x7C00);
        assertThat(reader("-1e-999").bfloat16Number()).isEqualTo((short) 0x8000);
    }

    @Test
    void aMillionDigitsAreReadInTime() {
        String nines = "0." + "9".repeat(1_000_000);
        assertThat(reader(nines).floatNumber()).isEqualTo(1f);
        String one = "1" + "0".repeat(1_000_000) + "e-1000000";
        assertThat(reader(one).doubleNumber()).isEqualTo(1d);
        String justAboveTheMiddle = "1.00000005960464477539062500000" + "0".repeat(900_000) + "1";
        assertThat(reader(justAboveTheMiddle).floatNumber()).isEqualTo(Math.nextUp(1f));
    }

    private static JsonReader reader(String text) {
        return new JsonReader(Bytes.utf8(text));
    }
}
