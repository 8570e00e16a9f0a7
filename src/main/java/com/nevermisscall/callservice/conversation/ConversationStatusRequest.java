package com.nevermisscall.callservice.conversation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;

/**
 * A person's decision about a conversation.
 *
 * @param status  {@code completed} or {@code active}
 * @param outcome what came of it, or null
 */
record ConversationStatusRequest(@NotNull ConversationStatus status, Outcome outcome) {

    /** Only silence abandons a conversation. */
    @JsonIgnore
    @AssertTrue(message = "must be completed or active")
    boolean isStatusAllowed() {
        return status != ConversationStatus.ABANDONED;
    }
}
