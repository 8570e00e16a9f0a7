package com.nevermisscall.callservice.lead;

import java.util.UUID;

/** Published, in the transaction that did it, when a lead's job is done: its conversation completes with it. */
public record LeadCompleted(UUID conversationId) {}
