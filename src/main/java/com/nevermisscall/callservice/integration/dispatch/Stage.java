package com.nevermisscall.callservice.integration.dispatch;

/** How far the AI has come with the customer. */
public enum Stage {
    INITIAL,
    COLLECTING_INFO,
    CONFIRMING,
    BOOKING,
    COMPLETE,
    ESCALATED,
    REJECTED
}
