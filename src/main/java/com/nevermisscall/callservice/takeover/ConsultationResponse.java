package com.nevermisscall.callservice.takeover;

import com.nevermisscall.callservice.integration.dispatch.AiAnswer;
import java.util.Locale;

/** What the AI says to a question outside of its turn ({@code api.md}); nothing of it is sent or kept. */
record ConsultationResponse(
        String message, Double confidence, String intent, ExtractedInfo extractedInfo, String nextAction) {

    /** What the AI has understood; null is unknown. */
    record ExtractedInfo(String jobType, String customerAddress, String urgency) {}

    static ConsultationResponse from(AiAnswer answer) {
        String urgency =
                answer.urgency() == null ? null : answer.urgency().name().toLowerCase(Locale.ROOT);
        return new ConsultationResponse(
                answer.message(),
                answer.confidence(),
                answer.intent(),
                new ExtractedInfo(answer.jobType(), answer.customerAddress(), urgency),
                answer.nextAction());
    }
}
