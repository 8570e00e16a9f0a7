package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.audit.AuditedAnswer;
import com.nevermisscall.callservice.lead.LeadStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One page of a tenant's active conversations, latest first; the three counts are of all, not of the page. */
record ActiveConversations(
        List<Summary> conversations,
        long totalActive,
        long aiHandledCount,
        long humanHandledCount,
        int page,
        int pageSize,
        int totalPages)
        implements AuditedAnswer {

    @Override
    public List<UUID> subjectIds() {
        return conversations.stream().map(Summary::id).toList();
    }

    /** A line of the list. */
    record Summary(
            UUID id,
            String customerPhone,
            ConversationStatus status,
            ConversationState state,
            boolean aiActive,
            boolean humanActive,
            Instant aiTakeoverAt,
            String lastMessage,
            Instant lastMessageAt,
            int messageCount,
            LeadStatus leadStatus) {

        static Summary from(Conversation conversation, LeadStatus leadStatus) {
            return new Summary(
                    conversation.getId(),
                    conversation.customerPhone(),
                    conversation.status(),
                    conversation.state(),
                    conversation.aiActive(),
                    conversation.humanActive(),
                    conversation.aiTakeoverAt(),
                    conversation.lastMessage(),
                    conversation.lastMessageAt(),
                    conversation.messageCount(),
                    leadStatus);
        }
    }
}
