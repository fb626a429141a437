package io.inferry.api.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import org.junit.jupiter.api.Test;

class ShapeTest {
    @Test
    void aScalarHasOneElement() {
        assertThat(Shape.of().elements()).isEqualTo(1);
        assertThat(Shape.of()).hasToString("[]");
    }

    @Test
    void unknownDimensionsAcceptAnySizeButNotAnotherRank() {
        Shape spec = Shape.of(Shape.UNKNOWN, 3);

        assertThat(spec.accepts(Shape.of(7, 3))).isTrue();
        assertThat(spec.accepts(Shape.of(7, 4))).isFalse();
        assertThat(spec.accepts(Shape.of(7))).isFalse();
    }

    @Test
    void unknownRankAcceptsEveryShapeAndIsNoScalar() {
        assertThat(Shape.ANY.accepts(Shape.of(7, 3))).isTrue();
        assertThat(Shape.ANY.accepts(Shape.of())).isTrue();
        assertThat(Shape.ANY).isNotEqualTo(Shape.of()).hasToString("[...]");
        assertThat(Shape.ANY.isKnown()).isFalse();
        assertThatExceptionOfType(ServingException.class).isThrownBy(Shape.ANY::elements);
    }

    @Test
    void aProductThatOverflowsIsRefused() {
        for (Shape huge :
                new Shape[] {
                    Shape.of(1L << 32, 1L << 32),
                    Shape.of(Long.MAX_VALUE, 2),
                    Shape.of(3037000500L, 3037000500L)
                }) {
            assertThatExceptionOfType(ServingException.class)
                    .isThrownBy(huge::elements)
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                    .withMessageContaining(huge.toString());
        }
    }

    @Test
    void aZeroDimensionMakesNoElementsWhateverTheOthersAre() {
        assertThat(Shape.of(0, Long.MAX_VALUE, Long.MAX_VALUE).elements()).isZero();
        assertThat(Shape.of(Long.MAX_VALUE, Long.MAX_VALUE, 0).elements()).isZero();
    }

    @Test
    void negativeDimensionsAreRefused() {
        assertThatExceptionOfType(ServingException.class)
                .isThrownBy(() -> Shape.of(2, -5))
                .withMessageContaining("[2, -5]");
    }

    @Test
    void rowShapeIgnoresTheFirstDimensionOnly() {
        assertThat(Shape.of(1, 4).sameRowShape(Shape.of(9, 4))).isTrue();
        assertThat(Shape.of(1, 4).sameRowShape(Shape.of(1, 5))).isFalse();
        assertThat(Shape.of().sameRowShape(Shape.of())).isFalse();
    }
}
