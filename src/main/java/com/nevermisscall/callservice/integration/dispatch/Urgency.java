package com.nevermisscall.callservice.integration.dispatch;

/** How urgent the job is, as dispatch-bot-ai sees it. */
public enum Urgency {
    NORMAL,
    URGENT,
    EMERGENCY
}
