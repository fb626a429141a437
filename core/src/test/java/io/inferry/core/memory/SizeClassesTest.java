package io.inferry.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SizeClassesTest {
    @Test
    void everyClassIsTheSmallestThatHoldsItsOwnSize() {
        for (int index = 0; index < SizeClasses.COUNT; index++) {
            long size = SizeClasses.blockBytes(index);
            assertThat(size % 64).isZero();
            assertThat(SizeClasses.indexOf(size)).isEqualTo(index);
            if (index + 1 < SizeClasses.COUNT) {
                assertThat(SizeClasses.indexOf(size + 1)).isEqualTo(index + 1);
            }
        }
    }

    @Test
    void noBlockIsMoreThanAQuarterLargerThanAsked() {
        for (long asked = 1024; asked < 1L << 46; asked = asked * 9 / 8 + 1) {
            long given = SizeClasses.blockBytes(SizeClasses.indexOf(asked));
            assertThat(given).isBetween(asked, asked + asked / 4 + 64);
        }
    }

    @Test
    void nothingTakesASmallestBlockAndTooMuchIsRefused() {
        assertThat(SizeClasses.indexOf(0)).isZero();
        assertThatThrownBy(() -> SizeClasses.indexOf((1L << 46) + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SizeClasses.indexOf(-1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
