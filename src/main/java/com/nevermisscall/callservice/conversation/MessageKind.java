package com.nevermisscall.callservice.conversation;

/** What a message is for. */
public enum MessageKind {
    /** What customer, human and AI write. */
    TEXT,
    GREETING,
    /** "Outside our service area", once per conversation. */
    DECLINE,
    /** The one confirmation of a STOP: the only kind that a customer who opted out still gets. */
    OPT_OUT_NOTICE,
    HELP
}
