package com.nevermisscall.callservice.takeover;

import com.nevermisscall.callservice.conversation.Conversation;
import java.time.Instant;
import java.util.UUID;

/** Who is in charge after a takeover or a hand-over, since when and by whose decision ({@code api.md}). */
record TakeoverResponse(UUID id, boolean aiActive, boolean humanActive, Instant takeoverAt, UUID takeoverBy) {

    static TakeoverResponse from(Conversation conversation, Instant at, UUID by) {
        return new TakeoverResponse(conversation.getId(), conversation.aiActive(), conversation.humanActive(), at, by);
    }
}
