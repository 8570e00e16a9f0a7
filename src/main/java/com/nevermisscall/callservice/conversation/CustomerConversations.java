package com.nevermisscall.callservice.conversation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** All conversations with one customer, for whoever answers for the customer's data. */
@Service
public class CustomerConversations {

    private static final String ERASED = "CUSTOMER_ERASED";

    private final ConversationRepository conversations;
    private final LockedConversations locked;
    private final MessageRepository messages;
    private final OptOutRepository optOuts;
    private final ConversationEnd end;
    private final Overtaking overtaking;

    CustomerConversations(
            ConversationRepository conversations,
            LockedConversations locked,
            MessageRepository messages,
            OptOutRepository optOuts,
            ConversationEnd end,
            Overtaking overtaking) {
        this.conversations = conversations;
        this.locked = locked;
        this.messages = messages;
        this.optOuts = optOuts;
        this.end = end;
        this.overtaking = overtaking;
    }

    /** The conversations with a tenant's customer, each with all its messages, oldest first. */
    @Transactional(readOnly = true)
    public List<ConversationThread> of(UUID tenantId, String customerPhone) {
        return conversations.ofCustomer(tenantId, customerPhone).stream()
                .map(found -> new ConversationThread(
                        ConversationResponse.from(found.conversation(), found.leadId()),
                        messagesOf(found.conversation())))
                .toList();
    }

    private List<MessageResponse> messagesOf(Conversation conversation) {
        List<Message> newestFirst = messages.before(conversation.getId(), Integer.MAX_VALUE, Limit.unlimited());
        Collections.reverse(newestFirst);
        return newestFirst.stream().map(MessageResponse::from).toList();
    }

    /** The proof of a customer's opt-out, undone or not; empty when there never was one. */
    @Transactional(readOnly = true)
    public Optional<OptOut> optOutOf(UUID tenantId, String customerPhone) {
        return optOuts.find(tenantId, customerPhone);
    }

    /** Waits until nobody else opens a conversation with a customer, or opts the customer out or in. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(UUID tenantId, String customerPhone) {
        locked.lockCustomer(tenantId, customerPhone);
    }

    /**
     * Locks all conversations with a customer and ends what goes on in them: countdown, AI and queued texts. The caller
     * holds the customer's lock, and awaits what is being sent ({@link Conversations#awaitSilence}) after the commit.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Silence silence(UUID tenantId, String customerPhone) {
        List<Conversation> all = conversations.lockAll(tenantId, customerPhone);
        List<UUID> ids = all.stream().map(Conversation::getId).toList();
        if (ids.isEmpty()) {
            return new Silence(ids, true, List.of());
        }
        List<Conversation> active = all.stream().filter(Conversation::isActive).toList();
        List<UUID> inFlight = new ArrayList<>();
        active.forEach(conversation -> inFlight.addAll(end.complete(conversation, null)));
        inFlight.addAll(overtaking.everything(ids, ERASED));
        inFlight.addAll(overtaking.stillGoingOut(ids));
        return new Silence(
                ids,
                active.isEmpty() && inFlight.isEmpty(),
                inFlight.stream().distinct().toList());
    }

    /**
     * How still it is with a customer.
     *
     * @param conversationIds all conversations, now locked
     * @param alreadyStill    whether nothing had to be ended, and nothing is being sent
     * @param inFlight        the texts that are being sent right now
     */
    public record Silence(List<UUID> conversationIds, boolean alreadyStill, List<UUID> inFlight) {}
}
