package com.nevermisscall.callservice.call;

import com.nevermisscall.callservice.conversation.ConversationOpening;
import com.nevermisscall.callservice.telemetry.LabelledCounter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts calls for whoever watches the service. */
@Component
class CallMeters {

    private final LabelledCounter<MissedCall> missed;

    CallMeters(MeterRegistry registry) {
        this.missed = new LabelledCounter<>(
                "callservice.calls.missed", "Calls that nobody answered", "led_to", MissedCall.class, registry);
    }

    /** A call was missed; null: its caller cannot be texted. */
    void missed(ConversationOpening.Opened opened) {
        missed.count(MissedCall.of(opened));
    }

    /** What a missed call has led to. */
    private enum MissedCall {
        /** A conversation, and a text to the caller. */
        GREETING,
        /** The caller was in a conversation already. */
        KNOWN_CONVERSATION,
        /** No text: the caller has opted out, or cannot be texted. */
        NO_TEXT;

        static MissedCall of(ConversationOpening.Opened opened) {
            if (opened == null) {
                return NO_TEXT;
            }
            if (!opened.opened()) {
                return KNOWN_CONVERSATION;
            }
            return opened.greeting() == null ? NO_TEXT : GREETING;
        }
    }
}
