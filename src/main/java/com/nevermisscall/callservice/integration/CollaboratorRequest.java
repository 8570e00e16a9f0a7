package com.nevermisscall.callservice.integration;

import java.util.UUID;

/**
 * One POST to a collaborator.
 *
 * @param path           below the collaborator's address; {@code {tenantId}} in it is replaced
 * @param body           what is sent as JSON
 * @param tenantId       for the path; null where it has no {@code {tenantId}}
 * @param idempotencyKey the header {@code Idempotency-Key}; null: not sent
 */
public record CollaboratorRequest(String path, Object body, UUID tenantId, UUID idempotencyKey) {

    /** A request that speaks for no tenant in its path and may not be told from a repetition. */
    public static CollaboratorRequest to(String path, Object body) {
        return new CollaboratorRequest(path, body, null, null);
    }

    /** The same request with {@code {tenantId}} in the path replaced. */
    public CollaboratorRequest ofTenant(UUID id) {
        return new CollaboratorRequest(path, body, id, idempotencyKey);
    }

    /** The same request with an {@code Idempotency-Key}, so that the receiver knows a repetition. */
    public CollaboratorRequest withIdempotencyKey(UUID key) {
        return new CollaboratorRequest(path, body, tenantId, key);
    }

    /** Tells the path only: a body holds phone numbers and texts. */
    @Override
    public String toString() {
        return "CollaboratorRequest[" + path + "]";
    }
}
