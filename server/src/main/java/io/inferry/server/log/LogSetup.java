package io.inferry.server.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.inferry.configuration.ServerSettings.LogSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets Logback up in code: reading its XML would cost a tenth of the server's whole start. Logback
 * finds this class as a service; the settings are applied once they are known. The log goes to
 * standard error, so that standard output stays free for what verbs print.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        install(context, LogSettings.Format.TEXT);
        root(context).setLevel(Level.WARN);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Makes the settings hold from here on. */
    public static void apply(LogSettings settings) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        if (settings.format() == LogSettings.Format.JSON) {
            install(context, settings.format());
        }
        Level level = Level.toLevel(settings.level().name());
        root(context).setLevel(level.isGreaterOrEqual(Level.WARN) ? level : Level.WARN);
        context.getLogger("io.inferry").setLevel(level);
    }

    private static void install(LoggerContext context, LogSettings.Format format) {
        Encoder<ILoggingEvent> encoder =
                switch (format) {
                    case TEXT -> new LineEncoder();
                    case JSON -> json();
                };
        encoder.setContext(context);
        encoder.start();
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        root(context).detachAndStopAllAppenders();
        root(context).addAppender(appender);
    }

    private static JsonEncoder json() {
        var encoder = new JsonEncoder();
        encoder.setWithArguments(false);
        encoder.setWithContext(false);
        encoder.setWithMessage(false);
        encoder.setWithFormattedMessage(true);
        encoder.setWithNanoseconds(false);
        encoder.setWithSequenceNumber(false);
        return encoder;
    }

    private static ch.qos.logback.classic.Logger root(LoggerContext context) {
        return context.getLogger(Logger.ROOT_LOGGER_NAME);
    }
}
