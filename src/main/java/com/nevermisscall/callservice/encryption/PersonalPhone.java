package com.nevermisscall.callservice.encryption;

import java.util.UUID;

/** A customer's phone number, as a column that is sealed and still can be looked for ({@link Vault}). */
public record PersonalPhone(UUID tenantId, String number) {

    /** The number of a tenant's customer, E.164; null for null. */
    public static PersonalPhone of(UUID tenantId, String number) {
        return number == null ? null : new PersonalPhone(tenantId, number);
    }

    /**
     * The number in a row of a tenant's; null for null.
     *
     * @throws IllegalStateException if it was sealed for another tenant
     */
    public static String read(UUID tenantId, PersonalPhone stored) {
        return stored == null ? null : PersonalText.require(tenantId, stored.tenantId, stored.number);
    }

    /** Never tells the number. */
    @Override
    public String toString() {
        return "PersonalPhone";
    }
}
