package com.nevermisscall.callservice.integration.dispatch;

import com.nevermisscall.callservice.web.WireEnum;

/** Who wrote a message of the history, in dispatch-bot-ai's words. */
public enum Speaker implements WireEnum {
    CUSTOMER,
    SYSTEM,
    AI,
    HUMAN
}
