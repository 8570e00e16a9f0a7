package com.nevermisscall.callservice.integration.tenant;

import com.nevermisscall.callservice.web.ApiException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** The tenants that webhooks may speak for. */
@Service
public class Tenants {

    private final TenantDirectory directory;

    Tenants(TenantDirectory directory) {
        this.directory = directory;
    }

    /**
     * The business profile of a tenant that a webhook names. Not within a transaction: it may ask ts-tenant-service.
     *
     * @return what is known; a tenant that cannot be asked about counts as active, so that no call is lost
     * @throws ApiException {@code VALIDATION_ERROR} on {@code tenantId} if the tenant does not exist or is not active
     */
    public TenantProfile require(UUID tenantId) {
        return requireActive(directory.profileOf(tenantId));
    }

    /**
     * The same profile where it is remembered, else empty: nobody is asked, so a transaction may want it.
     *
     * @throws ApiException as {@link #require}
     */
    public Optional<TenantProfile> known(UUID tenantId) {
        return directory.remembered(tenantId).map(Tenants::requireActive);
    }

    private static TenantProfile requireActive(TenantProfile profile) {
        if (!profile.active()) {
            throw ApiException.invalid("tenantId", "is not an active tenant");
        }
        return profile;
    }
}
