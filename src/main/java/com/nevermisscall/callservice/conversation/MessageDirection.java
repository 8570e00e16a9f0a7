package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.web.WireEnum;

/** Which way a message goes, seen from the business. */
enum MessageDirection implements WireEnum {
    INBOUND,
    OUTBOUND
}
