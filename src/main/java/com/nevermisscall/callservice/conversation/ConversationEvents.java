package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.integration.connection.EventType;
import com.nevermisscall.callservice.integration.connection.OutgoingEvent;
import java.time.Instant;
import java.util.UUID;

/** The live events of a conversation that are told from more than one place ({@code collaborators.md}). */
public final class ConversationEvents {

    private ConversationEvents() {}

    /** A human should look at the conversation, for a reason in one word. */
    public static OutgoingEvent attentionNeeded(Conversation conversation, String reason) {
        return of(EventType.ATTENTION_NEEDED, conversation)
                .with("reason", reason)
                .with("customerPhone", conversation.customerPhone());
    }

    /** The AI is no more in charge; {@code by} is the user who took over, or null where nobody did. */
    static OutgoingEvent aiDeactivated(Conversation conversation, Instant at, UUID by) {
        return of(EventType.AI_DEACTIVATED, conversation).with("takeoverAt", at).with("takeoverBy", by);
    }

    private static OutgoingEvent of(EventType type, Conversation conversation) {
        return OutgoingEvent.ofConversation(type, conversation.tenantId(), conversation.getId());
    }
}
