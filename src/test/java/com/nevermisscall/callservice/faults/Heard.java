package com.nevermisscall.callservice.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A request that a collaborator got.
 *
 * @param at      when it was there
 * @param takenAt when the collaborator had done what it was asked, or null when it did not
 * @param key     its {@code Idempotency-Key}, or null
 * @param refused for how long it was told not to come again ({@code Retry-After}), or null
 */
record Heard(Instant at, Instant takenAt, String path, String key, JsonNode body, Duration refused) {

    boolean taken() {
        return takenAt != null;
    }

    /** A text to a customer: to whom. */
    String to() {
        return body.path("to").asText();
    }

    /** A text to a customer: the words. */
    String text() {
        return body.path("body").asText();
    }

    /** A question to the AI: what the customer wrote. */
    String question() {
        return body.path("current_message").asText();
    }

    /** A question to the AI: who the customer is. */
    String caller() {
        return body.path("caller_phone").asText();
    }

    /** A live event: the id by which a repeat is known. */
    UUID eventId() {
        return UUID.fromString(body.path("eventId").asText());
    }

    /** The tenant, wherever the collaborator's request names it. */
    UUID tenantId() {
        String inBody = body.path("tenantId").asText(body.path("tenant_id").asText());
        return UUID.fromString(inBody.isEmpty() ? tenantInPath() : inBody);
    }

    private String tenantInPath() {
        return path.replaceAll(".*/tenants?/([^/]+).*", "$1");
    }
}
