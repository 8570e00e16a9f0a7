package com.nevermisscall.callservice.integration.connection;

import java.time.Instant;
import java.util.UUID;

/** An event that waits in the outbox, the oldest of its stream. */
record OutboxEvent(long id, UUID tenantId, Instant expiresAt, int attempts, LiveEvent live) {}
