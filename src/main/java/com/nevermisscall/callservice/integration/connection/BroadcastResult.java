package com.nevermisscall.callservice.integration.connection;

/** What became of one try to tell a live event. */
public enum BroadcastResult {
    /** as-connection-service has it. */
    TOLD,
    /** It will never take this event: 4xx other than 404, 408, 425 and 429. */
    REFUSED,
    /** It may take it later: to be tried again with the same event id. */
    UNAVAILABLE
}
