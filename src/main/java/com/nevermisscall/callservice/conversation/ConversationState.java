package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.web.WireEnum;

/** Where a conversation stands, in one word for people; derived, never stored. */
public enum ConversationState implements WireEnum {
    WAITING_FOR_CUSTOMER,
    WAITING_FOR_HUMAN,
    AI_ACTIVE,
    HUMAN_ACTIVE,
    COMPLETED,
    ABANDONED
}
