package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.durable.ConflictRetry;
import com.nevermisscall.callservice.integration.connection.EventOutbox;
import com.nevermisscall.callservice.integration.connection.EventType;
import com.nevermisscall.callservice.integration.connection.OutgoingEvent;
import com.nevermisscall.callservice.lead.LeadService;
import com.nevermisscall.callservice.web.ApiException;
import com.nevermisscall.callservice.web.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How conversations end and go on again. */
@Service
class ConversationEnd {

    private static final int BATCH = 100;

    private final ConversationRepository conversations;
    private final Countdowns countdowns;
    private final Overtaking overtaking;
    private final LeadService leads;
    private final InFlight inFlight;
    private final ConflictRetry retry;
    private final EventOutbox outbox;
    private final Clock clock;
    private final Duration timeout;

    ConversationEnd(
            ConversationRepository conversations,
            Countdowns countdowns,
            Overtaking overtaking,
            LeadService leads,
            InFlight inFlight,
            ConflictRetry retry,
            EventOutbox outbox,
            Clock clock,
            ConversationProperties properties) {
        this.conversations = conversations;
        this.countdowns = countdowns;
        this.overtaking = overtaking;
        this.leads = leads;
        this.inFlight = inFlight;
        this.retry = retry;
        this.outbox = outbox;
        this.clock = clock;
        this.timeout = Duration.ofMinutes(properties.messageTimeoutMinutes());
    }

    /**
     * Sets the status as a person asked; the same status again is no change but may name the outcome.
     *
     * @throws ApiException {@code INVALID_STATUS_TRANSITION} when it cannot go on because a newer conversation with this
     *     customer does
     */
    ConversationResponse set(UUID tenantId, UUID conversationId, ConversationStatusRequest wanted) {
        List<UUID> silenced = new ArrayList<>();
        ConversationResponse changed = retry.inTransaction(() -> {
            silenced.clear();
            return change(tenantId, conversationId, wanted, silenced);
        });
        inFlight.await(silenced);
        return changed;
    }

    private ConversationResponse change(
            UUID tenantId, UUID conversationId, ConversationStatusRequest wanted, List<UUID> silenced) {
        Conversation conversation =
                conversations.lockOfTenant(conversationId, tenantId).orElseThrow(ConversationFailures::notFound);
        if (wanted.status() == ConversationStatus.COMPLETED) {
            silenced.addAll(complete(conversation, wanted.outcome()));
        } else if (!conversation.isActive()) {
            requireNoOtherActive(conversation);
            reopen(conversation);
        }
        return ConversationResponse.from(conversation, leads.idOf(conversationId));
    }

    private void requireNoOtherActive(Conversation conversation) {
        conversations
                .lockActive(conversation.tenantId(), conversation.businessPhone(), conversation.customerPhone())
                .ifPresent(other -> {
                    throw new ApiException(
                            ErrorCode.INVALID_STATUS_TRANSITION,
                            "A newer conversation with this customer is active",
                            Map.of(
                                    "from", conversation.status(),
                                    "to", ConversationStatus.ACTIVE,
                                    "allowed", List.of(),
                                    "activeConversationId", other.getId()));
                });
    }

    /** Goes on with a conversation that was over and that the caller has locked. */
    @Transactional(propagation = Propagation.MANDATORY)
    void reopen(Conversation conversation) {
        conversation.reopen(clock.instant());
        tell(conversation);
    }

    /** Completes a conversation that the caller has locked; returns the texts to it that are being sent right now. */
    @Transactional(propagation = Propagation.MANDATORY)
    List<UUID> complete(Conversation conversation, Outcome outcome) {
        List<UUID> silenced = overtaking.answers(conversation, "CONVERSATION_COMPLETED");
        countdowns.stopWith(conversation, () -> conversation.complete(outcome));
        tell(conversation);
        return silenced;
    }

    /** Abandons conversations where the customer has owed the answer for too long; says how many of one batch. */
    @Transactional
    int abandonSilent() {
        Instant limit = clock.instant().minus(timeout);
        List<Conversation> abandoned = conversations.lockSilent(limit, BATCH).stream()
                .filter(conversation -> conversation.abandonIfSilentSince(limit))
                .toList();
        abandoned.forEach(this::tell);
        return abandoned.size();
    }

    private void tell(Conversation conversation) {
        outbox.tell(OutgoingEvent.ofConversation(
                        EventType.CONVERSATION_UPDATED, conversation.tenantId(), conversation.getId())
                .with("status", conversation.status())
                .with("outcome", conversation.outcome()));
    }
}
