package com.nevermisscall.callservice.conversation;

import java.util.List;

/** A conversation and a stretch of its messages, oldest first. */
public record ConversationThread(ConversationResponse conversation, List<MessageResponse> messages) {}
