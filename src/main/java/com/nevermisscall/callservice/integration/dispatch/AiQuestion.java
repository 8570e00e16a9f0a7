package com.nevermisscall.callservice.integration.dispatch;

import com.nevermisscall.callservice.integration.tenant.TenantProfile;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What the AI is asked: how to answer this customer.
 *
 * @param conversationId the conversation
 * @param tenantId       the business
 * @param callerPhone    the customer's phone, E.164
 * @param calledNumber   the business's phone, E.164
 * @param history        the messages before the current one, oldest first; the last 50 are sent
 * @param currentMessage what the customer has written since the last answer, lines joined by newlines; the newest 1600
 *                       characters are sent
 * @param profile        the business's profile, or an unknown one
 */
public record AiQuestion(
        UUID conversationId,
        UUID tenantId,
        String callerPhone,
        String calledNumber,
        List<Turn> history,
        String currentMessage,
        TenantProfile profile) {

    public AiQuestion {
        history = List.copyOf(history);
    }

    /** Tells neither the phones nor the texts. */
    @Override
    public String toString() {
        return "AiQuestion[conversationId=" + conversationId + ", tenantId=" + tenantId + "]";
    }

    /**
     * One earlier message.
     *
     * @param at     when it was written
     * @param sender by whom
     * @param text   what it says
     */
    public record Turn(Instant at, Speaker sender, String text) {

        /** Does not tell the text. */
        @Override
        public String toString() {
            return "Turn[at=" + at + ", sender=" + sender + "]";
        }
    }
}
