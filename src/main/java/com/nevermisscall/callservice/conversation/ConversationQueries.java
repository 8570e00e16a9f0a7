package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.web.ApiException;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the dashboard reads about conversations. */
@Service
@Transactional(readOnly = true)
class ConversationQueries {

    private final ConversationRepository conversations;
    private final MessageRepository messages;

    ConversationQueries(ConversationRepository conversations, MessageRepository messages) {
        this.conversations = conversations;
        this.messages = messages;
    }

    /**
     * A conversation with its newest messages before another one, oldest first.
     *
     * @param before a message of this conversation, or null for the newest
     * @throws ApiException {@code CONVERSATION_NOT_FOUND}, or {@code VALIDATION_ERROR} when {@code before} is no message
     *     of it
     */
    ConversationThread show(UUID tenantId, UUID conversationId, UUID before, int limit) {
        ConversationRepository.WithLead found =
                conversations.withLead(conversationId, tenantId).orElseThrow(ConversationFailures::notFound);
        int position = before == null ? Integer.MAX_VALUE : positionOf(before, conversationId);
        List<Message> newestFirst = messages.before(conversationId, position, Limit.of(limit));
        Collections.reverse(newestFirst);
        return new ConversationThread(
                ConversationResponse.from(found.conversation(), found.leadId()),
                newestFirst.stream().map(MessageResponse::from).toList());
    }

    private int positionOf(UUID messageId, UUID conversationId) {
        return messages.positionOf(messageId, conversationId)
                .orElseThrow(() -> ApiException.invalid("before", "is not a message of this conversation"));
    }

    ActiveConversations active(UUID tenantId, int page, int pageSize) {
        ConversationRepository.ActiveCounts counts = conversations.countActive(tenantId);
        List<ActiveConversations.Summary> summaries =
                conversations.active(tenantId, PageRequest.of(page - 1, pageSize)).stream()
                        .map(row -> ActiveConversations.Summary.from(row.conversation(), row.leadStatus()))
                        .toList();
        int totalPages = Math.toIntExact((counts.getTotal() + pageSize - 1) / pageSize);
        return new ActiveConversations(
                summaries, counts.getTotal(), counts.getByAi(), counts.getByHuman(), page, pageSize, totalPages);
    }
}
