package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.integration.connection.EventOutbox;
import com.nevermisscall.callservice.integration.connection.EventType;
import com.nevermisscall.callservice.integration.connection.OutgoingEvent;
import com.nevermisscall.callservice.security.CurrentUser;
import com.nevermisscall.callservice.web.ApiException;
import com.nevermisscall.callservice.web.ErrorCode;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Stores a human's reply and what it changes about who is in charge, within the caller's transaction. */
@Service
class ReplyIntake {

    private final LockedConversations conversations;
    private final MessageRepository messages;
    private final HumanTakeover takeover;
    private final SmsDelivery sms;
    private final EventOutbox outbox;
    private final ConversationProperties properties;

    ReplyIntake(
            LockedConversations conversations,
            MessageRepository messages,
            HumanTakeover takeover,
            SmsDelivery sms,
            EventOutbox outbox,
            ConversationProperties properties) {
        this.conversations = conversations;
        this.messages = messages;
        this.takeover = takeover;
        this.sms = sms;
        this.outbox = outbox;
        this.properties = properties;
    }

    /** Takes a reply in, or finds what the same request has led to before. */
    Taken take(UUID conversationId, ReplyRequest reply, String key, CurrentUser user) {
        LockedConversation locked = conversations
                .ofTenant(conversationId, user.tenantId(), key)
                .orElseThrow(ConversationFailures::notFound);
        if (locked.repeated()) {
            return repeated(
                    messages.findByConversationIdAndIdempotencyKey(conversationId, key)
                            .orElseThrow(),
                    reply);
        }
        Conversation conversation = locked.conversation();
        requireOpen(locked);
        boolean aiWasActive = conversation.aiActive();
        List<UUID> silenced = takeover.byReply(conversation, reply.takesOver(), user.userId());
        boolean aiDeactivated = aiWasActive && reply.takesOver();
        OutgoingText text = sms.queue(
                conversation, Draft.ofHuman(reply.message(), user.userId(), key, reply.takesOver(), aiDeactivated));
        UUID messageId = text.messageId();
        outbox.tell(
                OutgoingEvent.ofConversation(EventType.HUMAN_REPLY_SENT, conversation.tenantId(), conversation.getId())
                        .with("messageId", messageId)
                        .with("userId", user.userId())
                        .with("body", reply.message())
                        .with("aiDeactivated", aiDeactivated));
        return new Taken(messageId, text, aiDeactivated, silenced);
    }

    private static Taken repeated(Message before, ReplyRequest reply) {
        if (!before.isReply(reply.message(), reply.takesOver())) {
            throw new ApiException(
                    ErrorCode.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key was used for another message");
        }
        return new Taken(before.getId(), null, before.aiDeactivated(), List.of());
    }

    private void requireOpen(LockedConversation locked) {
        if (!locked.conversation().isActive()) {
            throw ConversationFailures.closed();
        }
        if (locked.optedOut()) {
            throw OptOuts.refused();
        }
        properties.requireRoom(locked.conversation());
    }

    /**
     * What a reply has led to.
     *
     * @param text     the text to send, or null when the same request was here before
     * @param silenced AI texts that are being sent right now
     */
    record Taken(UUID messageId, OutgoingText text, boolean aiDeactivated, List<UUID> silenced) {}
}
