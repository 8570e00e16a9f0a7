package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.web.WireEnum;

/** What came of a conversation that is over. */
public enum Outcome implements WireEnum {
    APPOINTMENT_SCHEDULED,
    QUOTE_PROVIDED,
    RESOLVED,
    ABANDONED
}
