package com.nevermisscall.callservice.audit;

import com.nevermisscall.callservice.web.WireEnum;

/** What was done, and so what personal data were needed for. */
public enum Act implements WireEnum {
    CALL_READ,
    CALLS_LISTED,
    CONVERSATION_READ,
    CONVERSATIONS_LISTED,
    CONVERSATION_REPLIED(Kind.CHANGE),
    CONVERSATION_STATUS_SET(Kind.CHANGE),
    AI_DEACTIVATED(Kind.CHANGE),
    AI_ACTIVATED(Kind.CHANGE),
    LEAD_READ,
    LEADS_LISTED,
    LEAD_STATS_READ,
    LEAD_MOVED(Kind.CHANGE),
    AUDIT_READ,
    CUSTOMER_EXPORTED,
    CUSTOMER_ERASED(Kind.CHANGE),
    /** By the service itself: the time was over for which data are kept. */
    RETENTION_ENDED(Kind.CHANGE);

    private final Kind kind;

    Act() {
        this(Kind.READING);
    }

    Act(Kind kind) {
        this.kind = kind;
    }

    /** Whether it changes something, so that its entry belongs into the transaction of the change. */
    boolean changes() {
        return kind == Kind.CHANGE;
    }

    private enum Kind {
        READING,
        CHANGE
    }
}
