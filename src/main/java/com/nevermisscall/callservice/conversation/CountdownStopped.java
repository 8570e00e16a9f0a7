package com.nevermisscall.callservice.conversation;

import java.util.UUID;

/** Published, in the transaction that did it, when a countdown is not to run out any more; the turn names it. */
public record CountdownStopped(UUID conversationId, long turn) {}
