package com.nevermisscall.callservice.integration.tenant;

import java.util.UUID;

/**
 * What ts-tenant-service says of a business.
 *
 * @param tenantId               whose profile this is
 * @param known                  false: the service could not be asked, and nothing of it is remembered
 * @param active                 whether it exists and is a customer; an unknown one counts as active, so that the
 *                               service's being down never blocks a call or a message
 * @param businessName           null when unknown
 * @param tradeType              as the service spells it; null when unknown
 * @param timezone               IANA name, not checked; null when unknown
 * @param serviceRadiusMiles     miles; null when unknown
 * @param hours                  the standard week when unknown
 * @param greetingTemplate       with {@code {businessName}}; null when the business has none of its own
 * @param aiTakeoverDelaySeconds 1–86400 seconds; null when the business has none of its own
 * @param address                with empty parts when unknown
 */
public record TenantProfile(
        UUID tenantId,
        boolean known,
        boolean active,
        String businessName,
        String tradeType,
        String timezone,
        Integer serviceRadiusMiles,
        BusinessHours hours,
        String greetingTemplate,
        Integer aiTakeoverDelaySeconds,
        BusinessAddress address) {

    /** The profile of a business that the service could not be asked about. */
    public static TenantProfile unknown(UUID tenantId) {
        return bare(tenantId, false, true);
    }

    /** The profile of a business that does not exist. */
    static TenantProfile missing(UUID tenantId) {
        return bare(tenantId, true, false);
    }

    /** The business's name, or else what to call it. */
    public String businessNameOr(String fallback) {
        return businessName == null ? fallback : businessName;
    }

    /** The same business under another name and trade; null keeps what is known. */
    public TenantProfile describedAs(String name, String trade) {
        return new TenantProfile(
                tenantId,
                known,
                active,
                name == null ? businessName : name,
                trade == null ? tradeType : trade,
                timezone,
                serviceRadiusMiles,
                hours,
                greetingTemplate,
                aiTakeoverDelaySeconds,
                address);
    }

    private static TenantProfile bare(UUID tenantId, boolean known, boolean active) {
        return new TenantProfile(
                tenantId,
                known,
                active,
                null,
                null,
                null,
                null,
                BusinessHours.standard(),
                null,
                null,
                BusinessAddress.unknown());
    }
}
