package com.nevermisscall.callservice.conversation;

import java.util.UUID;

/** Published, in the transaction that did it, when a text came in while the AI is in charge. */
public record AnswerWanted(UUID tenantId, UUID conversationId, long turn) {}
