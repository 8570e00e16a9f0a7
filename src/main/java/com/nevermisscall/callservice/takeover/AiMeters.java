package com.nevermisscall.callservice.takeover;

import com.nevermisscall.callservice.conversation.Conversation;
import com.nevermisscall.callservice.telemetry.Committed;
import com.nevermisscall.callservice.telemetry.LabelledCounter;
import com.nevermisscall.callservice.telemetry.Slo;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Measures how punctual the AI is and what comes of its turns, for whoever watches the service. */
@Component
class AiMeters {

    private final Timer lateness;
    private final LabelledCounter<Result> turns;

    AiMeters(MeterRegistry registry) {
        this.lateness = Slo.timer(
                "callservice.countdown.lateness",
                "How long after its time a countdown handed over to the AI",
                registry);
        this.turns = new LabelledCounter<>("callservice.ai.turns", "Turns of the AI", "result", Result.class, registry);
    }

    /** A countdown has handed its conversation to the AI, that long after it was due. */
    void countdownElapsed(Duration late) {
        Committed.then(() -> lateness.record(late));
    }

    /** A turn has ended. */
    void ended(Result result) {
        turns.count(result);
    }

    /** A turn has ended without a word of the AI, because it had passed when its time came. */
    void dropped(Conversation conversation) {
        turns.count(conversation.humanActive() ? Result.HUMAN_FIRST : Result.OVERTAKEN);
    }

    /** What came of a turn. */
    enum Result {
        /** The AI's answer was queued. */
        ANSWERED,
        /** The customer was told that the address is outside the service area. */
        DECLINED,
        /** Nothing to answer: all is answered, or the customer has opted out. */
        NOT_NEEDED,
        /** The AI could not be asked or had no answer; a human was called for. */
        FAILED,
        /** The AI had written too often without a human between ({@code MAX_AUTOMATIC_TEXTS}); a human was called for. */
        SILENCED,
        /** A human was first: what the AI had to say was dropped. */
        HUMAN_FIRST,
        /** Another text, a STOP or the end came first: what the AI had to say was dropped. */
        OVERTAKEN
    }
}
