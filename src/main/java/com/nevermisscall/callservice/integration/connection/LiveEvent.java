package com.nevermisscall.callservice.integration.connection;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that dashboards are told at once.
 *
 * @param eventId   the same on each try, so that the receiver can drop a repeat
 * @param event     its name, such as {@code message_received}
 * @param timestamp when it happened
 * @param dataJson  its data, already a JSON object; sent as it is
 */
public record LiveEvent(UUID eventId, String event, Instant timestamp, String dataJson) {

    /** Does not tell the data: it holds phone numbers and texts. */
    @Override
    public String toString() {
        return "LiveEvent[eventId=" + eventId + ", event=" + event + "]";
    }
}
