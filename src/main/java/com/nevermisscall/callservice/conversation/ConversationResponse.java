package com.nevermisscall.callservice.conversation;

import java.time.Instant;
import java.util.UUID;

/** A conversation as the dashboard sees it ({@code api.md}). */
public record ConversationResponse(
        UUID id,
        UUID tenantId,
        String customerPhone,
        String businessPhone,
        ConversationStatus status,
        ConversationState state,
        boolean aiActive,
        boolean humanActive,
        Instant aiTakeoverAt,
        Instant humanTakeoverAt,
        Instant lastMessageAt,
        int messageCount,
        boolean appointmentScheduled,
        Outcome outcome,
        UUID leadId,
        UUID callId,
        Instant createdAt) {

    static ConversationResponse from(Conversation conversation, UUID leadId) {
        return new ConversationResponse(
                conversation.getId(),
                conversation.tenantId(),
                conversation.customerPhone(),
                conversation.businessPhone(),
                conversation.status(),
                conversation.state(),
                conversation.aiActive(),
                conversation.humanActive(),
                conversation.aiTakeoverAt(),
                conversation.humanTakeoverAt(),
                conversation.lastMessageAt(),
                conversation.messageCount(),
                conversation.isAppointmentScheduled(),
                conversation.outcome(),
                leadId,
                conversation.callId(),
                conversation.createdAt());
    }
}
