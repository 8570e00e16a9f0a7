package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.web.ApiException;
import com.nevermisscall.callservice.web.ErrorCode;
import java.util.Map;

/** What callers are told when a conversation cannot do as they ask. */
final class ConversationFailures {

    private ConversationFailures() {}

    static ApiException notFound() {
        return new ApiException(ErrorCode.CONVERSATION_NOT_FOUND, "There is no such conversation");
    }

    static ApiException closed() {
        return new ApiException(ErrorCode.CONVERSATION_CLOSED, "The conversation is over");
    }

    static ApiException full(int limit) {
        return new ApiException(
                ErrorCode.MESSAGE_LIMIT_EXCEEDED,
                "The conversation holds as many messages as it may",
                Map.of("limit", limit));
    }
}
