package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.web.WireEnum;

/** How far a message has come. */
public enum MessageStatus implements WireEnum {
    /** Inbound: stored. */
    RECEIVED,
    /** Outbound: stored, not yet accepted by twilio-server; tried again until it is, or failed. */
    QUEUED,
    /** Outbound: accepted by twilio-server. */
    SENT,
    /** Outbound: refused for good, given up, or overtaken by a human or a STOP before it was sent. */
    FAILED
}
