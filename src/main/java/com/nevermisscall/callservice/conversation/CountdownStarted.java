package com.nevermisscall.callservice.conversation;

import java.time.Instant;
import java.util.UUID;

/** Published, in the transaction that did it, when a text has started a countdown; the turn names it. */
public record CountdownStarted(UUID tenantId, UUID conversationId, long turn, Instant dueAt) {}
