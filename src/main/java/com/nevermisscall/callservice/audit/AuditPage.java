package com.nevermisscall.callservice.audit;

import java.util.List;
import java.util.UUID;

/**
 * A stretch of the trail, newest first.
 *
 * @param next what {@code before} is to be for the stretch that follows, or null after the last
 */
record AuditPage(List<AuditEntry> entries, UUID next) {}
