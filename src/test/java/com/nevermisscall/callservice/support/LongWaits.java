package com.nevermisscall.callservice.support;

/**
 * Settings of the database for tests on a machine that may stand still for seconds: who waits for a lock or a connection
 * meanwhile gets it in the end, and is not refused. How the service is set otherwise is {@code DatabaseSettingsIT}'s.
 */
public final class LongWaits {

    public static final String FOR_LOCKS = "spring.datasource.hikari.connection-init-sql=SET statement_timeout = '30s';"
            + " SET lock_timeout = '30s'; SET idle_in_transaction_session_timeout = '60s'";

    /** As always longer than any statement may take, in seconds. */
    public static final String FOR_ANSWERS = "spring.datasource.hikari.data-source-properties.socketTimeout=40";

    /** In milliseconds. */
    public static final String FOR_CONNECTIONS = "spring.datasource.hikari.connection-timeout=20000";

    private LongWaits() {}
}
