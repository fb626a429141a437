package io.inferry.protocol.tfserving.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines as upstream writes them. */
class MetricsTextTest {
    @ParameterizedTest
    @CsvSource({
        "10, 10",
        "1, 1",
        "32.4, 32.4",
        "104.976, 104.976",
        "188.9568, 188.957",
        "1101.99605, 1102",
        "1147.2, 1147.2",
        "694013.7, 694014",
        "999999.4, 999999",
        "999999.6, 1e+06",
        "1249224.0, 1.24922e+06",
        "1.4798e9, 1.4798e+09",
        "123456789012345, 1.23457e+14",
        "Infinity, +Inf"
    })
    void boundsAreWrittenWithSixDigits(double bound, String text) {
        assertThat(MetricsText.sixDigits(bound)).isEqualTo(text);
    }

    @Test
    void namesOfModelsAreEscaped() {
        assertThat(MetricsText.labels("model_name", "a\"b\\c\nd", "status", "OK"))
                .isEqualTo("model_name=\"a\\\"b\\\\c\\nd\",status=\"OK\"");
    }

    @Test
    void aHistogramHasCumulativeBucketsWithTheirUpperBoundsLeftOut() {
        Histogram sizes = Histogram.ofSizes();
        sizes.add(1);
        sizes.add(3);
        sizes.add(1 << 20);
        MetricsText text = new MetricsText();
        text.histogram("request_example_counts");

        text.values("model=\"m\"", sizes);

        assertThat(text.toString().lines())
                .hasSize(19)
                .startsWith(
                        "# TYPE :tensorflow:serving:request_example_counts histogram",
                        ":tensorflow:serving:request_example_counts_bucket{model=\"m\",le=\"1\"} 0",
                        ":tensorflow:serving:request_example_counts_bucket{model=\"m\",le=\"2\"} 1",
                        ":tensorflow:serving:request_example_counts_bucket{model=\"m\",le=\"4\"} 2")
                .endsWith(
                        ":tensorflow:serving:request_example_counts_bucket{model=\"m\",le=\"16384\"} 2",
                        ":tensorflow:serving:request_example_counts_bucket{model=\"m\",le=\"+Inf\"} 3",
                        ":tensorflow:serving:request_example_counts_sum{model=\"m\"} 1048580",
                        ":tensorflow:serving:request_example_counts_count{model=\"m\"} 3");
    }

    @Test
    void latenciesHave33BoundsThatGrowBy1Point8() {
        Histogram latencies = Histogram.ofLatencies();

        assertThat(latencies.size()).isEqualTo(34);
        assertThat(latencies.bound(0)).isEqualTo(10);
        assertThat(MetricsText.sixDigits(latencies.bound(2))).isEqualTo("32.4");
        assertThat(MetricsText.sixDigits(latencies.bound(32))).isEqualTo("1.47476e+09");
    }
}
