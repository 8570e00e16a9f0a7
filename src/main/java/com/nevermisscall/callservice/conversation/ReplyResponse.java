package com.nevermisscall.callservice.conversation;

import java.time.Instant;
import java.util.UUID;

/** What a human's reply is answered ({@code api.md}). */
record ReplyResponse(
        UUID id,
        UUID conversationId,
        MessageDirection direction,
        Sender sender,
        String messageSid,
        MessageStatus status,
        boolean aiDeactivated,
        Instant sentAt) {

    static ReplyResponse from(UUID id, UUID conversationId, boolean aiDeactivated, Delivery delivery) {
        return new ReplyResponse(
                id,
                conversationId,
                MessageDirection.OUTBOUND,
                Sender.HUMAN,
                delivery.messageSid(),
                delivery.status(),
                aiDeactivated,
                delivery.sentAt());
    }
}
