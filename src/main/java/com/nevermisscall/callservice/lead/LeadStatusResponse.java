package com.nevermisscall.callservice.lead;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/** A lead after a move ({@code api.md}). */
record LeadStatusResponse(UUID id, LeadStatus status, String notes, BigDecimal estimatedValue, Instant updatedAt) {

    static LeadStatusResponse from(Lead lead) {
        return new LeadStatusResponse(
                lead.getId(), lead.status(), lead.statusNotes(), lead.estimatedValue(), lead.updatedAt());
    }
}
