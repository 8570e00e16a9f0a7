package com.nevermisscall.callservice.lead;

import com.nevermisscall.callservice.audit.AuditedAnswer;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Page;

/** One page of a tenant's leads, newest first. */
record LeadPage(List<LeadResponse> leads, long total, int page, int pageSize, int totalPages) implements AuditedAnswer {

    @Override
    public List<UUID> subjectIds() {
        return leads.stream().map(LeadResponse::id).toList();
    }

    static LeadPage from(Page<Lead> leads) {
        return new LeadPage(
                leads.map(LeadResponse::from).getContent(),
                leads.getTotalElements(),
                leads.getNumber() + 1,
                leads.getSize(),
                leads.getTotalPages());
    }
}
