package com.nevermisscall.callservice.lead;

/**
 * Where a lead's address stands.
 *
 * @param address the customer's address, or null when none is known
 * @param valid   whether the customer may be served there, or null when that has not been checked
 * @param reason  why, in ts-tenant-service's terms ({@code collaborators.md}), or null when not checked
 */
public record LeadArea(String address, Boolean valid, String reason) {

    static final String OUTSIDE = "outside_service_area";

    /** An address that nobody has checked. */
    public static LeadArea unchecked(String address) {
        return new LeadArea(address, null, null);
    }

    /** Whether there is an address that nobody has checked. */
    public boolean isUnchecked() {
        return address != null && valid == null;
    }

    /** Whether the address is known to be outside; one that could not be found on the map is not. */
    public boolean isOutside() {
        return OUTSIDE.equals(reason);
    }
}
