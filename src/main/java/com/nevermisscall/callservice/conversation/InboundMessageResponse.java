package com.nevermisscall.callservice.conversation;

import java.util.UUID;

/**
 * What the webhook of a text is answered ({@code api.md}); a repeat of it is answered the same.
 *
 * @param humanResponseWindow seconds until the AI may answer, or null when no countdown runs
 */
record InboundMessageResponse(
        UUID id,
        UUID conversationId,
        MessageDirection direction,
        boolean processed,
        boolean aiProcessingTriggered,
        Integer humanResponseWindow) {

    static InboundMessageResponse from(Message message) {
        return new InboundMessageResponse(
                message.getId(),
                message.conversationId(),
                message.direction(),
                true,
                message.aiTriggered(),
                message.responseWindow());
    }
}
