package io.inferry.transport.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** The table against exact arithmetic. */
final class PowersOfTenTest {
    @Test
    void positivePowersAreCutOffAfter128Bits() {
        for (int q = 0; q <= PowersOfTen.MAX; q++) {
            BigInteger power = BigInteger.valueOf(5).pow(q);
            assertThat(bits(q))
                    .as("10^%d", q)
                    .isEqualTo(power.shiftLeft(128).shiftRight(power.bitLength()));
        }
    }

    @Test
    void negativePowersAreRoundedUpTo128Bits() {
        for (int q = -1; q >= PowersOfTen.MIN; q--) {
            BigInteger power = BigInteger.valueOf(5).pow(-q);
            BigInteger inverse = BigInteger.ONE.shiftLeft(power.bitLength() + 127).divide(power);
            assertThat(bits(q)).as("10^%d", q).isEqualTo(inverse.add(BigInteger.ONE));
        }
    }

    @Test
    void theBinaryExponentIsTheLogarithmCutOff() {
        for (int q = PowersOfTen.MIN; q <= PowersOfTen.MAX; q++) {
            assertThat(PowersOfTen.binaryExponent(q))
                    .isEqualTo((int) Math.floor(q * (Math.log(10) / Math.log(2))));
        }
    }

    private static BigInteger bits(int q) {
        return new BigInteger(Long.toUnsignedString(PowersOfTen.high(q)))
                .shiftLeft(64)
                .add(new BigInteger(Long.toUnsignedString(PowersOfTen.low(q))));
    }
}
