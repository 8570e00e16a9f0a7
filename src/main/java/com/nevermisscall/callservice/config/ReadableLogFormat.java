package com.nevermisscall.callservice.config;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.logging.structured.StructuredLogFormatter;

/** One line for a person: time in UTC, level, logger, the ids that the line belongs to, message; masked. */
class ReadableLogFormat implements StructuredLogFormatter<ILoggingEvent> {

    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    private static final List<String> IDS = List.of("requestId", "traceId", "tenantId", "callId", "conversationId");

    private final ThrowableProxyConverter stackTrace;

    ReadableLogFormat(ThrowableProxyConverter stackTrace) {
        this.stackTrace = stackTrace;
    }

    @Override
    public String format(ILoggingEvent event) {
        String line = "%s %-5s %s%s: %s%n"
                .formatted(
                        MILLISECONDS.format(event.getInstant()),
                        event.getLevel(),
                        event.getLoggerName().substring(event.getLoggerName().lastIndexOf('.') + 1),
                        ids(event.getMDCPropertyMap()),
                        event.getFormattedMessage());
        return PhoneMasking.mask(event.getThrowableProxy() == null ? line : line + stackTrace.convert(event));
    }

    private static String ids(Map<String, String> context) {
        return IDS.stream()
                .filter(context::containsKey)
                .map(id -> id + "=" + context.get(id))
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(" "), ids -> ids.isEmpty() ? "" : " [" + ids + "]"));
    }
}
