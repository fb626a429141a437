package io.inferry.protocol.openinference.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.inference.Terms;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestedTermsTest {
    private static final long NOW = -5_000_000_000L;

    @Test
    void nothingAskedIsStandard() {
        assertThat(terms(Map.of())).isEqualTo(Terms.STANDARD);
    }

    @Test
    void priorityOneIsTheMostUrgentAndZeroTheStandard() {
        int one = terms(Map.of("priority", new Parameter.Whole(1))).priority();
        int two = terms(Map.of("priority", new Parameter.Whole(2))).priority();
        int huge = terms(Map.of("priority", new Parameter.Whole(Long.MAX_VALUE))).priority();

        assertThat(one).isGreaterThan(two);
        assertThat(two).isGreaterThan(huge);
        assertThat(huge).isPositive();
        assertThat(terms(Map.of("priority", new Parameter.Whole(0))).priority()).isZero();
    }

    @Test
    void timeoutIsInMicrosecondsFromArrival() {
        Terms terms = terms(Map.of("timeout", new Parameter.Whole(1500)));

        assertThat(terms.deadlineNanos()).isEqualTo(NOW + 1_500_000);
        assertThat(terms.isLate(NOW + 1_499_999)).isFalse();
        assertThat(terms.isLate(NOW + 1_500_000)).isTrue();
    }

    @Test
    void soonerOfTimeoutAndDeadlineCounts() {
        Parameters parameters = new Parameters(Map.of("timeout", new Parameter.Whole(1000)));

        assertThat(RequestedTerms.of(parameters, NOW, NOW + 10).deadlineNanos())
                .isEqualTo(NOW + 10);
        assertThat(RequestedTerms.of(parameters, NOW, NOW + 1_000_001).deadlineNanos())
                .isEqualTo(NOW + 1_000_000);
    }

    @Test
    void endlessTimeoutNeverTurnsOver() {
        Terms terms = terms(Map.of("timeout", new Parameter.Whole(Long.MAX_VALUE)));

        assertThat(terms.isLate(NOW)).isFalse();
        assertThat(terms.isLate(NOW + 86_400_000_000_000L)).isFalse();
    }

    @Test
    void reservedAndMistypedParametersAreRefused() {
        assertThatThrownBy(() -> terms(Map.of("triton_x", new Parameter.Flag(true))))
                .hasMessageContaining("'triton_x'");
        assertThatThrownBy(() -> terms(Map.of("sequence_id", new Parameter.Whole(7))))
                .hasMessageContaining("sequence_id");
        assertThatThrownBy(() -> terms(Map.of("timeout", new Parameter.Text("soon"))))
                .hasMessageContaining("parameter 'timeout' must be a whole number");
        assertThat(terms(Map.of("sequence_id", new Parameter.Whole(0)))).isEqualTo(Terms.STANDARD);
        assertThat(terms(Map.of("my_own", new Parameter.Real(1)))).isEqualTo(Terms.STANDARD);
    }

    private static Terms terms(Map<String, Parameter> parameters) {
        return RequestedTerms.of(new Parameters(parameters), NOW, Terms.NO_DEADLINE);
    }
}
