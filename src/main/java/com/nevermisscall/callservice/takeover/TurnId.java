package com.nevermisscall.callservice.takeover;

import java.util.UUID;

/** Names a task of one turn of a conversation: {@code conversationId:turn}. */
record TurnId(UUID conversationId, long turn) {

    static TurnId parse(String instance) {
        int colon = instance.indexOf(':');
        return new TurnId(UUID.fromString(instance.substring(0, colon)), Long.parseLong(instance.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return conversationId + ":" + turn;
    }
}
