package com.nevermisscall.callservice.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One line of the trail.
 *
 * @param userId     who; null is the service itself
 * @param subjectIds which calls, conversations and leads; ids only, and some may have been erased since
 * @param ipAddress  the IP address of the request, or null
 * @param requestId  the request's id, as in the log, or null
 */
record AuditEntry(
        UUID id,
        Instant timestamp,
        UUID userId,
        Act action,
        List<UUID> subjectIds,
        String ipAddress,
        String requestId) {}
