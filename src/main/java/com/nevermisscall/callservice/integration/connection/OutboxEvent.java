package com.nevermisscall.callservice.integration.connection;

import java.time.Instant;
import java.util.UUID;

/**
 * An event that waits in the outbox, the oldest of its stream.
 *
 * @param traceParent the trace that the change belongs to which it tells of; null: none
 */
record OutboxEvent(long id, UUID tenantId, Instant expiresAt, int attempts, String traceParent, LiveEvent live) {}
