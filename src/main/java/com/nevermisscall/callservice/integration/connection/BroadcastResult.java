package com.nevermisscall.callservice.integration.connection;

/** What became of one try to tell a live event. */
public enum BroadcastResult {
    /** as-connection-service has it. */
    TOLD,
    /** It says of the event itself that it cannot be taken: 400, 413, 415 or 422. */
    REFUSED,
    /** It may take it later: to be tried again with the same event id. */
    UNAVAILABLE
}
