package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.conversation.ConversationRepository.Glimpse;
import com.nevermisscall.callservice.encryption.PersonalPhone;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Finds the conversation that a customer's text goes into, and locks it, within the caller's transaction. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class TextRouting {

    private final ConversationRepository conversations;
    private final LockedConversations locked;
    private final ConversationOpening opening;

    TextRouting(ConversationRepository conversations, LockedConversations locked, ConversationOpening opening) {
        this.conversations = conversations;
        this.locked = locked;
        this.opening = opening;
    }

    /** A conversation that goes on, for a text that is no keyword; empty when there is more to it. */
    Optional<LockedConversation> underway(UUID conversationId, InboundMessageRequest text) {
        return locked.byId(conversationId, text.messageSid())
                .filter(found -> found.conversation().isActive());
    }

    /**
     * The conversation that goes on with this customer: the one that was named, unless another is active by now. What
     * may open a conversation, or opt the customer out, waits for others that may, before it locks any row.
     */
    LockedConversation named(Glimpse named, InboundMessageRequest text) {
        boolean mayEndAll = Keyword.of(text.body()).isPresent();
        if (mayEndAll || named.status() != ConversationStatus.ACTIVE) {
            locked.lockCustomer(named.tenantId(), PersonalPhone.read(named.tenantId(), named.customerPhone()));
        }
        return latest(named.id(), text);
    }

    private LockedConversation latest(UUID conversationId, InboundMessageRequest text) {
        LockedConversation found =
                locked.byId(conversationId, text.messageSid()).orElseThrow(ConversationFailures::notFound);
        Conversation conversation = found.conversation();
        if (conversation.isActive()) {
            return found;
        }
        return locked.active(
                        conversation.tenantId(),
                        conversation.businessPhone(),
                        conversation.customerPhone(),
                        text.messageSid())
                .orElse(found);
    }

    /** The active, else the latest conversation between two phones, or a new one with a lead. */
    LockedConversation ofCustomer(IncomingTextRequest text) {
        boolean mayEndAll = Keyword.of(text.body()).isPresent();
        if (mayEndAll) {
            locked.lockCustomer(text.tenantId(), text.from());
        }
        return locked.active(text.tenantId(), text.to(), text.from(), text.messageSid())
                .orElseGet(() -> latestOrNew(text, mayEndAll));
    }

    private LockedConversation latestOrNew(IncomingTextRequest text, boolean customerLocked) {
        if (!customerLocked) {
            locked.lockCustomer(text.tenantId(), text.from());
        }
        return conversations.activeElseLatest(text.tenantId(), text.to(), text.from(), Limit.of(1)).stream()
                .findFirst()
                .map(known -> latest(known.id(), text.message()))
                .orElseGet(() -> locked.opened(
                        opening.byText(text.tenantId(), text.to(), text.from(), text.body()), text.messageSid()));
    }
}
