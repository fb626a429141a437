package io.inferry.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LineEncoderTest {
    @Test
    void anEventIsOneLineWithTimeInUtcAndLevel() {
        assertThat(line("model available name={}", null, "digits"))
                .isEqualTo("2026-01-02T03:04:05.678Z INFO  model available name=digits\n");
    }

    @Test
    void aLineBreakInsideAValueCannotForgeAnEvent() {
        assertThat(line("reason={}", null, "a\r\nb"))
                .isEqualTo("2026-01-02T03:04:05.678Z INFO  reason=a\\r\\nb\n");
    }

    @Test
    void aStackTraceStandsBelowItsLine() {
        assertThat(line("uncaught", new IllegalStateException("why")))
                .startsWith("2026-01-02T03:04:05.678Z INFO  uncaught\n")
                .contains("IllegalStateException: why")
                .contains("LineEncoderTest");
    }

    private static String line(String message, @Nullable Throwable failure, Object... arguments) {
        var logger = new LoggerContext().getLogger("test");
        var event = new LoggingEvent("", logger, Level.INFO, message, failure, arguments);
        event.setInstant(Instant.parse("2026-01-02T03:04:05.678901Z"));
        return new String(new LineEncoder().encode(event), StandardCharsets.UTF_8);
    }
}
