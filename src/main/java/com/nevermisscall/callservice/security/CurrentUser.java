package com.nevermisscall.callservice.security;

import java.util.UUID;

/**
 * The person behind a valid JWT; a controller of a user endpoint takes it as a parameter.
 *
 * @param userId   claim {@code user_id} or {@code sub}
 * @param tenantId claim {@code tenant_id}: the only tenant whose data this user may touch
 * @param email    optional, else null
 * @param role     optional, else null
 */
public record CurrentUser(UUID userId, UUID tenantId, String email, String role) {

    /** The user of the request that this thread works on; only user endpoints have one. */
    public static CurrentUser ofRequest() {
        return CurrentUserArgument.currentUser();
    }
}
