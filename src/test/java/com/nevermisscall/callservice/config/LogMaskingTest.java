package com.nevermisscall.callservice.config;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;

class LogMaskingTest {

    private static final String READABLE = ReadableLogFormat.class.getName();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            to +12125551234 refused          | to +*********34 refused
            to=%2B12125551234&x=1            | to=+*********34&x=1
            (+49 30 901820)                  | (+** ** ****20)
            +1 (212) 555-1234                | +* (***) ***-**34
            +12125551234,+13105550000        | +*********34,+*********00
            2026-11-22T10:00:00.000+0530     | 2026-11-22T10:00:00.000+0530
            1 + 2 = 3, 100%2                 | 1 + 2 = 3, 100%2
            12125551234                      | 12125551234
            """)
    void onlyPhoneNumbersAreMasked(String text, String masked) {
        assertThat(PhoneMasking.mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.nevermisscall.callservice.config.ReadableLogFormat", "ecs"})
    void neitherMessageNorExceptionNorContextTellsAPhoneNumber(String format) {
        String line = written(format);

        assertThat(line)
                .doesNotContain("2125551234")
                .contains("texted +*********34", "Key (+*********34) exists", "cause +*********34");
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.nevermisscall.callservice.config.ReadableLogFormat", "ecs"})
    void aLineCarriesTheIdsItBelongsTo(String format) {
        assertThat(written(format))
                .containsPattern("requestId\"?[:=]\"?r-1")
                .containsPattern("tenantId\"?[:=]\"?t-1")
                .containsPattern("callId\"?[:=]\"?c-1")
                .containsPattern("conversationId\"?[:=]\"?v-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings =
                    "2026-11-22T10:00:00.000Z WARN  Sender [requestId=r-1 tenantId=t-1 callId=c-1 conversationId=v-1]: texted")
    void theReadableFormIsOneLine(String start) {
        assertThat(written(READABLE)).startsWith(start);
    }

    private static String written(String format) {
        LoggerContext context = new LoggerContext();
        MockEnvironment environment = new MockEnvironment()
                .withProperty("logging.structured.json.customizer", JsonLogMasking.class.getName());
        context.putObject(Environment.class.getName(), environment);
        StructuredLogEncoder encoder = new StructuredLogEncoder();
        encoder.setContext(context);
        encoder.setFormat(format);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.start();
        return new String(encoder.encode(event(context)), StandardCharsets.UTF_8);
    }

    private static ILoggingEvent event(LoggerContext context) {
        LoggingEvent event = new LoggingEvent(
                "fqcn",
                context.getLogger("com.nevermisscall.Sender"),
                Level.WARN,
                "texted {}",
                new IllegalStateException(
                        "Key (+12125551234) exists", new IllegalArgumentException("cause +12125551234")),
                new Object[] {"+12125551234"});
        event.setInstant(Instant.parse("2026-11-22T10:00:00Z"));
        event.setMDCPropertyMap(Map.of(
                "requestId",
                "r-1",
                "tenantId",
                "t-1",
                "callId",
                "c-1",
                "conversationId",
                "v-1",
                "other",
                "+12125551234"));
        return event;
    }
}
