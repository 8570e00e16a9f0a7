package com.nevermisscall.callservice.conversation;

/**
 * A conversation under its lock, with what else is asked first about a message for it.
 *
 * @param optedOut    whether the customer has opted out of this tenant's texts
 * @param repeated    whether the message is stored already: its SID, or a reply's idempotency key, is known
 * @param undescribed whether the lead still lacks the description of the problem
 */
record LockedConversation(Conversation conversation, boolean optedOut, boolean repeated, boolean undescribed) {}
