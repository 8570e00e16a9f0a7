package com.nevermisscall.callservice.lead;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/** A lead as the dashboard sees it ({@code api.md}). */
public record LeadResponse(
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
            Boolean addressValidated) {

        private static Analysis from(Lead lead) {
            return new Analysis(
                    lead.aiConfidence(),
                    lead.jobType(),
                    lead.urgencyScore(),
                    lead.serviceAreaValid(),
                    lead.addressValidated());
        }
    }

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
                lead.hasAnalysis() ? Analysis.from(lead) : null,
                lead.createdAt(),
                lead.updatedAt());
    }

    /** The names of the fields that differ from an earlier state of the same lead, but for the time of the change. */
    List<String> changesSince(LeadResponse before) {
        Map<String, Function<LeadResponse, Object>> fields = new LinkedHashMap<>();
        fields.put("status", LeadResponse::status);
        fields.put("notes", LeadResponse::statusNotes);
        fields.put("estimatedValue", LeadResponse::estimatedValue);
        fields.put("customerName", LeadResponse::customerName);
        fields.put("customerAddress", LeadResponse::customerAddress);
        fields.put("problemDescription", LeadResponse::problemDescription);
        fields.put("urgencyLevel", LeadResponse::urgencyLevel);
        fields.put("jobType", LeadResponse::jobType);
        fields.put("aiAnalysis", LeadResponse::aiAnalysis);
        return fields.entrySet().stream()
                .filter(field -> !Objects.equals(
                        field.getValue().apply(this), field.getValue().apply(before)))
                .map(Map.Entry::getKey)
                .toList();
    }
}
