package com.nevermisscall.callservice.conversation;

import java.util.UUID;

/** Published, in the transaction that stored it, for each text that is a message and no keyword. */
public record CustomerTexted(UUID tenantId, UUID conversationId, UUID messageId, String body) {

    /** Without the text, which no log may tell. */
    @Override
    public String toString() {
        return "CustomerTexted[" + messageId + "]";
    }
}
