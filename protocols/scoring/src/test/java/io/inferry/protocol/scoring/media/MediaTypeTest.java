package io.inferry.protocol.scoring.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MediaTypeTest {
    @Test
    void namesAndParametersAreReadWithoutRegardToCase() {
        MediaType type = MediaType.of(" Text/CSV ; Header=present;charset=\"UTF-8\";;x");

        assertThat(type.name()).isEqualTo("text/csv");
        assertThat(type.parameter("header")).isEqualTo("present");
        assertThat(type.parameter("charset")).isEqualTo("UTF-8");
        assertThat(type.parameter("x")).isEmpty();
    }

    @Test
    void aListKeepsItsOrder() {
        assertThat(MediaType.list("text/csv;q=0.1, */*,"))
                .extracting(MediaType::name)
                .containsExactly("text/csv", "*/*");
        assertThat(MediaType.list("")).isEmpty();
    }
}
