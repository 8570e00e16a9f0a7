package com.nevermisscall.callservice.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;

/**
 * One request to one replica and what came of it.
 *
 * @param saidReady  whether the replica had said that it is ready when it was last asked
 * @param at         when it was sent
 * @param took       until the answer, or until it was clear that there is none
 * @param status     of the answer, 0 where there was none
 * @param retryAfter header of that name, or null
 * @param body       of the answer, missing where there was none
 */
record Attempt(
        Replica replica,
        String path,
        boolean saidReady,
        Instant at,
        Duration took,
        int status,
        String retryAfter,
        JsonNode body) {

    /** Whether the service has taken the request on: from here on it owes what follows from it. */
    boolean acknowledged() {
        return status == 200;
    }

    /** Whether the same request may be acknowledged later. */
    boolean mayBeRepeated() {
        return status == 0 || status == 429 || status >= 500;
    }

    /** Whether it was refused for now, with a time to come back: the one way in which the service may say no. */
    boolean isAskedToComeBack() {
        return (status == 503 || status == 429) && retryAfter != null;
    }

    /** Whether nobody answered: the replica was killed or stands still. */
    boolean isUnanswered() {
        return status == 0;
    }

    Instant end() {
        return at.plus(took);
    }

    /** A field under {@code data}, as text, by its dotted path. */
    String text(String field) {
        return body.at("/data/" + field.replace('.', '/')).asText();
    }
}
