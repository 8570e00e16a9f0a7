package com.nevermisscall.callservice.conversation;

/**
 * The lock on a customer of a tenant, which comes before that of any row. Everything takes it that opens a conversation
 * with the customer, or opts the customer out or in.
 */
public final class CustomerLock {

    /**
     * SQL that waits for the lock on the {@code customer_phone} of a {@code tenant_id}, and keeps it until the
     * transaction ends. A row without a phone locks nobody.
     */
    public static final String OF_ROW =
            "CAST(pg_advisory_xact_lock(hashtextextended(CAST(tenant_id AS text) || customer_phone, 0)) AS text)";

    private CustomerLock() {}
}
