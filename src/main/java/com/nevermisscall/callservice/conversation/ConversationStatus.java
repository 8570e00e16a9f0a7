package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.web.WireEnum;

/** Whether a conversation goes on. */
public enum ConversationStatus implements WireEnum {
    ACTIVE,
    COMPLETED,
    /** The customer owed the answer for too long. */
    ABANDONED
}
