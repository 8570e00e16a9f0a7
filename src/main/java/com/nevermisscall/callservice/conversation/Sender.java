package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.web.WireEnum;

/** Who wrote a message. */
public enum Sender implements WireEnum {
    CUSTOMER,
    /** The service itself: greeting, decline, opt-out notice, help. */
    SYSTEM,
    AI,
    HUMAN
}
