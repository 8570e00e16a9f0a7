package com.nevermisscall.callservice.security;

import com.nevermisscall.callservice.web.ErrorCode;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells whose a resource is, so that the tenant scope is checked in one place before a controller runs. Each room with
 * a resource of its own offers one as a bean.
 */
public interface ResourceOwner {

    /** The path variable that names the resource, such as {@code conversationId}. */
    String pathVariable();

    /** The tenant that owns the resource, or empty when there is no such resource. */
    Optional<UUID> tenantOf(UUID id);

    /** The failure that answers for a resource that is not there. */
    ErrorCode notFound();
}
