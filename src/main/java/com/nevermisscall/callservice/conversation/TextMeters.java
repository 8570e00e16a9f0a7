package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.telemetry.Committed;
import com.nevermisscall.callservice.telemetry.Slo;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Counts how texts to customers end, and times the first one after a missed call. */
@Component
class TextMeters {

    private static final String NO_ERROR = "none";

    /**
     * Our own codes, and those of Twilio that mean something different to whoever is on call. Any other code, which
     * twilio-server may make up, is {@code other}: a label must not grow.
     */
    private static final Set<String> KNOWN_CODES = Set.of(
            "RETRY_WINDOW_EXCEEDED",
            "OVERTAKEN_BY_HUMAN",
            "CONVERSATION_COMPLETED",
            "RECIPIENT_OPTED_OUT",
            "20003", // twilio-server's credentials
            "20429", // too many requests
            "21211", // no valid number
            "21408", // country not enabled
            "21610", // opted out
            "21612", // no route from this sender
            "21614", // not a mobile number
            "30003", // unreachable
            "30004", // blocked
            "30005", // unknown destination
            "30006", // landline
            "30007", // filtered by the carrier
            "30008", // unknown error
            "30032", // toll-free number not verified
            "30034"); // sender not registered

    /** What a refusal without a code of Twilio's is called. */
    private static final Pattern HTTP_STATUS = Pattern.compile("HTTP_4\\d\\d");

    private final MeterProvider<Counter> texts;
    private final Timer greeting;

    TextMeters(MeterRegistry registry) {
        this.texts = Counter.builder("callservice.texts")
                .description("Texts to customers that have ended, as sent or as failed with an error")
                .withRegistry(registry);
        this.greeting = Slo.timer(
                "callservice.greeting.delivery",
                "Time from a missed call to its text being accepted by twilio-server",
                registry);
        for (Sender sender : Sender.values()) {
            if (sender != Sender.CUSTOMER) {
                of(MessageStatus.SENT, sender, null);
            }
        }
    }

    /** A text was accepted by twilio-server. */
    void sent(DeliveryRepository.Settled text, Instant at) {
        Committed.then(() -> {
            of(MessageStatus.SENT, text.sender(), null).increment();
            if (text.kind() == MessageKind.GREETING) {
                greeting.record(Duration.between(text.createdAt(), at));
            }
        });
    }

    /** A text has ended as failed; the code may be null. */
    void failed(Sender sender, String errorCode) {
        Committed.then(() -> of(MessageStatus.FAILED, sender, errorCode == null ? "other" : errorCode)
                .increment());
    }

    private Counter of(MessageStatus status, Sender sender, String errorCode) {
        return texts.withTags(
                "status", label(status),
                "sender", label(sender),
                "error", errorCode == null ? NO_ERROR : bounded(errorCode));
    }

    private static String bounded(String errorCode) {
        return KNOWN_CODES.contains(errorCode) || HTTP_STATUS.matcher(errorCode).matches()
                ? errorCode.toLowerCase(Locale.ROOT)
                : "other";
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
