package com.nevermisscall.callservice.lead;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** A lead as the dashboard sees it ({@code api.md}). */
record LeadResponse(
        UUID id,
        UUID tenantId,
        UUID conversationId,
        UUID callId,
        String customerPhone,
        String customerName,
        String customerEmail,
        String customerAddress,
        String problemDescription,
        UrgencyLevel urgencyLevel,
        String jobType,
        BigDecimal estimatedValue,
        LeadStatus status,
        String statusNotes,
        Analysis aiAnalysis,
        Instant createdAt,
        Instant updatedAt) {

    /** What the AI made of the lead; scores are 0–1. */
    record Analysis(
            BigDecimal confidence,
            String jobClassification,
            BigDecimal urgencyScore,
            Boolean serviceAreaValid,
            Boolean addressValidated) {}

    static LeadResponse from(Lead lead) {
        return new LeadResponse(
                lead.getId(),
                lead.tenantId(),
                lead.conversationId(),
                lead.callId(),
                lead.customerPhone(),
                lead.customerName(),
                lead.customerEmail(),
                lead.customerAddress(),
                lead.problemDescription(),
                lead.urgency(),
                lead.jobType(),
                lead.estimatedValue(),
                lead.status(),
                lead.statusNotes(),
                lead.analysis(),
                lead.createdAt(),
                lead.updatedAt());
    }

    /** The names of the fields that the AI has changed since an earlier state. */
    List<String> learnedSince(LeadResponse before) {
        List<String> changed = new ArrayList<>();
        note(changed, "customerName", before.customerName, customerName);
        note(changed, "customerAddress", before.customerAddress, customerAddress);
        note(changed, "urgencyLevel", before.urgencyLevel, urgencyLevel);
        note(changed, "jobType", before.jobType, jobType);
        note(changed, "status", before.status, status);
        note(changed, "aiAnalysis", before.aiAnalysis, aiAnalysis);
        return changed;
    }

    private static void note(List<String> changed, String field, Object before, Object now) {
        if (!Objects.equals(before, now)) {
            changed.add(field);
        }
    }
}
