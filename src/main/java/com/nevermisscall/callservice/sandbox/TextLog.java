package com.nevermisscall.callservice.sandbox;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** The air between the phones: the last thousand texts that went through it, in memory only. */
@InSandbox
@Component
class TextLog {

    private static final int KEPT = 1000;

    private final Clock clock;
    private final EventLog events;
    private final Deque<Text> texts = new ArrayDeque<>();

    TextLog(Clock clock, EventLog events) {
        this.clock = clock;
        this.events = events;
    }

    /** One text; {@code idempotencyKey} is null where the sender gave none. */
    record Text(String messageSid, String from, String to, String body, String idempotencyKey, Instant time) {}

    /** Carries a text over; one with a key that was seen before is not carried twice, and has its first sid. */
    synchronized Text carry(String from, String to, String body, String idempotencyKey) {
        return texts.stream()
                .filter(text -> idempotencyKey != null && idempotencyKey.equals(text.idempotencyKey()))
                .findFirst()
                .orElseGet(() -> add(new Text(newSid("SM"), from, to, body, idempotencyKey, clock.instant())));
    }

    /** The texts that match, oldest first. */
    synchronized List<Text> list(Predicate<Text> which) {
        return texts.stream().filter(which).toList();
    }

    /** An id in Twilio's form: the kind's two letters and 32 hexadecimal digits. */
    static String newSid(String kind) {
        return kind + UUID.randomUUID().toString().replace("-", "");
    }

    private Text add(Text text) {
        texts.addLast(text);
        if (texts.size() > KEPT) {
            texts.removeFirst();
        }
        events.tellAll("text", text);
        return text;
    }
}
