package com.nevermisscall.callservice.conversation;

import java.time.Instant;
import java.util.UUID;

/** A message as the dashboard sees it ({@code api.md}); the timestamp is when the service stored it. */
public record MessageResponse(
        UUID id, MessageDirection direction, String body, Sender sender, MessageStatus status, Instant timestamp) {

    static MessageResponse from(Message message) {
        return new MessageResponse(
                message.getId(),
                message.direction(),
                message.body(),
                message.sender(),
                message.status(),
                message.createdAt());
    }
}
