package com.nevermisscall.callservice.takeover;

import com.nevermisscall.callservice.conversation.Conversation;
import java.util.UUID;

/** Names a task of one turn of a conversation: {@code conversationId:turn}. */
record TurnId(UUID conversationId, long turn) {

    /** The turn that a conversation has come to. */
    static TurnId of(Conversation conversation) {
        return new TurnId(conversation.getId(), conversation.turn());
    }

    static TurnId parse(String instance) {
        int colon = instance.indexOf(':');
        return new TurnId(UUID.fromString(instance.substring(0, colon)), Long.parseLong(instance.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return conversationId + ":" + turn;
    }
}
