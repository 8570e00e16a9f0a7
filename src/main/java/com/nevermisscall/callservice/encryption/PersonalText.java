package com.nevermisscall.callservice.encryption;

import java.util.UUID;

/** A text about or from a customer, as a column that is sealed ({@link Vault}). */
public record PersonalText(UUID tenantId, String text) {

    /** A text of a tenant's customer; null for null. */
    public static PersonalText of(UUID tenantId, String text) {
        return text == null ? null : new PersonalText(tenantId, text);
    }

    /**
     * The text in a row of a tenant's; null for null.
     *
     * @throws IllegalStateException if it was sealed for another tenant
     */
    public static String read(UUID tenantId, PersonalText stored) {
        return stored == null ? null : require(tenantId, stored.tenantId, stored.text);
    }

    /** The sealed tenant is null for what was stored in the clear. */
    static String require(UUID tenantId, UUID sealed, String text) {
        if (sealed != null && !sealed.equals(tenantId)) {
            throw new IllegalStateException("Stored data are another tenant's");
        }
        return text;
    }

    /** Never tells the text. */
    @Override
    public String toString() {
        return "PersonalText";
    }
}
