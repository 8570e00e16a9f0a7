package com.nevermisscall.callservice.takeover;

import com.nevermisscall.callservice.integration.dispatch.AiAnswer;
import com.nevermisscall.callservice.integration.dispatch.Stage;
import com.nevermisscall.callservice.integration.dispatch.Urgency;
import com.nevermisscall.callservice.lead.LeadFindings;
import com.nevermisscall.callservice.lead.UrgencyLevel;
import java.util.Optional;

/** What an answer of dispatch-bot-ai means for the lead and for people ({@code collaborators.md}). */
final class Findings {

    private Findings() {}

    static LeadFindings of(AiAnswer answer) {
        return new LeadFindings(
                answer.jobType(),
                answer.jobConfidence(),
                answer.customerName(),
                answer.customerAddress(),
                urgency(answer.urgency()),
                answer.urgencyConfidence(),
                booked(answer),
                answer.stage() == Stage.REJECTED && Boolean.FALSE.equals(answer.serviceAreaValid()));
    }

    private static UrgencyLevel urgency(Urgency urgency) {
        if (urgency == null) {
            return null;
        }
        return switch (urgency) {
            case NORMAL -> UrgencyLevel.NORMAL;
            case URGENT -> UrgencyLevel.HIGH;
            case EMERGENCY -> UrgencyLevel.EMERGENCY;
        };
    }

    /** Whether the customer and the AI have agreed on an appointment. */
    static boolean booked(AiAnswer answer) {
        boolean slotTaken =
                answer.slotProposed() && (answer.stage() == Stage.BOOKING || answer.stage() == Stage.COMPLETE);
        return slotTaken || "appointment_scheduled".equals(answer.nextAction());
    }

    /** Why a human should look at the conversation although the AI has answered, if so. */
    static Optional<String> attention(AiAnswer answer) {
        if (answer.urgency() == Urgency.EMERGENCY) {
            return Optional.of("emergency");
        }
        return answer.stage() == Stage.ESCALATED ? Optional.of("escalated") : Optional.empty();
    }
}
