package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.lead.LeadCompleted;
import com.nevermisscall.callservice.security.ResourceOwner;
import com.nevermisscall.callservice.web.ApiException;
import com.nevermisscall.callservice.web.ErrorCode;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Finds and locks conversations, for this room and for those above it. */
@Service
public class Conversations implements ResourceOwner {

    private final ConversationRepository conversations;
    private final LockedConversations locked;
    private final MessageRepository messages;
    private final InFlight inFlight;
    private final ConversationEnd end;
    private final ConversationProperties properties;

    Conversations(
            ConversationRepository conversations,
            LockedConversations locked,
            MessageRepository messages,
            InFlight inFlight,
            ConversationEnd end,
            ConversationProperties properties) {
        this.conversations = conversations;
        this.locked = locked;
        this.messages = messages;
        this.inFlight = inFlight;
        this.end = end;
        this.properties = properties;
    }

    /**
     * Locks a conversation until the caller's transaction ends.
     *
     * @throws ApiException {@code CONVERSATION_NOT_FOUND}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Conversation lock(UUID conversationId) {
        return conversations.lock(conversationId).orElseThrow(ConversationFailures::notFound);
    }

    /** Locks a conversation for work that was owed to it; empty when it has been erased, and nothing is owed any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Conversation> lockUnlessErased(UUID conversationId) {
        return conversations.lock(conversationId);
    }

    /** Locks those of these conversations that nobody else holds; waits for none. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Conversation> lockFree(Collection<UUID> conversationIds) {
        return conversations.lockFree(conversationIds.toArray(UUID[]::new));
    }

    /** Locks a conversation; empty when its customer has opted out, and so is not to be texted, or it has been erased. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Conversation> lockUnlessOptedOut(UUID conversationId) {
        return locked.byId(conversationId, null)
                .filter(found -> !found.optedOut())
                .map(LockedConversation::conversation);
    }

    /**
     * Locks a conversation for a user of a tenant.
     *
     * @throws ApiException {@code CONVERSATION_NOT_FOUND}, also when it is another tenant's
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Conversation lock(UUID tenantId, UUID conversationId) {
        return conversations.lockOfTenant(conversationId, tenantId).orElseThrow(ConversationFailures::notFound);
    }

    /**
     * Locks a conversation that goes on, for a user of a tenant.
     *
     * @throws ApiException {@code CONVERSATION_NOT_FOUND}, or {@code CONVERSATION_CLOSED} when it is over
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Conversation lockActive(UUID tenantId, UUID conversationId) {
        Conversation conversation = lock(tenantId, conversationId);
        if (!conversation.isActive()) {
            throw ConversationFailures.closed();
        }
        return conversation;
    }

    /** Whether a conversation holds as many messages as it may. */
    public boolean isFull(Conversation conversation) {
        return properties.isFull(conversation);
    }

    /**
     * Who talks in a conversation.
     *
     * @throws ApiException {@code CONVERSATION_NOT_FOUND}
     */
    @Transactional(readOnly = true)
    public Parties parties(UUID conversationId) {
        return conversations
                .findById(conversationId)
                .map(found -> new Parties(found.tenantId(), found.customerPhone(), found.businessPhone()))
                .orElseThrow(ConversationFailures::notFound);
    }

    /** The two phones of a conversation, and whose it is. */
    public record Parties(UUID tenantId, String customerPhone, String businessPhone) {}

    /** The newest of what customer and business have said to each other, oldest first; not what never went out. */
    @Transactional(readOnly = true)
    public List<Utterance> latest(UUID conversationId, int count) {
        List<Message> newestFirst = messages.before(conversationId, Integer.MAX_VALUE, Limit.of(count));
        Collections.reverse(newestFirst);
        return newestFirst.stream().filter(Message::isSaid).map(Utterance::from).toList();
    }

    /** Returns when none of these texts is being sent any more, at most 10 s later. Not within a transaction. */
    public void awaitSilence(List<UUID> messageIds) {
        inFlight.await(messageIds);
    }

    /** A lead whose job is done completes its conversation, in the same transaction. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void complete(LeadCompleted lead) {
        Conversation conversation = lock(lead.conversationId());
        if (conversation.isActive()) {
            end.complete(conversation, Outcome.RESOLVED);
        }
    }

    @Override
    public String pathVariable() {
        return "conversationId";
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<UUID> tenantOf(UUID id) {
        return conversations.tenantOf(id);
    }

    @Override
    public ErrorCode notFound() {
        return ErrorCode.CONVERSATION_NOT_FOUND;
    }
}
