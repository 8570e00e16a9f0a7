package com.nevermisscall.callservice.lead;

/**
 * Where a lead's address stands.
 *
 * @param address the customer's address, or null when none is known
 * @param valid   whether it is in the service area, or null when it has not been checked
 */
public record LeadArea(String address, Boolean valid) {

    /** Whether there is an address that nobody has checked. */
    public boolean unchecked() {
        return address != null && valid == null;
    }

    /** Whether the address was checked and is outside. */
    public boolean outside() {
        return Boolean.FALSE.equals(valid);
    }
}
