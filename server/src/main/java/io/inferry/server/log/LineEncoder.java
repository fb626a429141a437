package io.inferry.server.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * One line per event: time in UTC, level, message; a stack trace below it where there is one. Line
 * breaks inside a message are shown as {@code \n}, so that a caller's text cannot forge an event.
 */
final class LineEncoder extends EncoderBase<ILoggingEvent> {
    private static final int LEVEL_WIDTH = 5;

    @Override
    public byte[] encode(ILoggingEvent event) {
        var line = new StringBuilder(160);
        line.append(utc(event.getTimeStamp()));
        line.append("Z ").append(event.getLevel());
        line.repeat(' ', Math.max(1, LEVEL_WIDTH + 1 - event.getLevel().toString().length()));
        line.append(event.getFormattedMessage().replace("\r", "\\r").replace("\n", "\\n"));
        line.append('\n');
        if (event.getThrowableProxy() != null) {
            line.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static LocalDateTime utc(long millis) {
        int nanos = (int) Math.floorMod(millis, 1_000L) * 1_000_000;
        return LocalDateTime.ofEpochSecond(Math.floorDiv(millis, 1_000L), nanos, ZoneOffset.UTC);
    }

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }
}
