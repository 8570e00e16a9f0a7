package com.nevermisscall.callservice.lead;

import com.nevermisscall.callservice.security.ResourceOwner;
import com.nevermisscall.callservice.web.ErrorCode;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the dashboard reads about leads. */
@Service
class LeadQueries implements ResourceOwner {

    private static final Sort NEWEST_FIRST =
            Sort.by("createdAt").descending().and(Sort.by("id").descending());

    private final LeadRepository leads;

    LeadQueries(LeadRepository leads) {
        this.leads = leads;
    }

    @Transactional(readOnly = true)
    LeadResponse show(UUID tenantId, UUID leadId) {
        return leads.findByIdAndTenantId(leadId, tenantId)
                .map(LeadResponse::from)
                .orElseThrow(LeadService::notFound);
    }

    @Transactional(readOnly = true)
    LeadPage list(UUID tenantId, LeadStatus status, int page, int pageSize) {
        Pageable wanted = PageRequest.of(page - 1, pageSize, NEWEST_FIRST);
        return LeadPage.from(
                status == null
                        ? leads.findByTenantId(tenantId, wanted)
                        : leads.findByTenantIdAndStatus(tenantId, status, wanted));
    }

    @Transactional(readOnly = true)
    LeadStats stats(UUID tenantId) {
        Map<LeadStatus, Long> counts = new EnumMap<>(LeadStatus.class);
        BigDecimal total = BigDecimal.ZERO;
        long valued = 0;
        for (LeadRepository.StatusSum row : leads.sumByStatus(tenantId)) {
            counts.put(row.status(), row.count());
            total = total.add(row.total());
            valued += row.valued();
        }
        return LeadStats.from(counts, total, valued);
    }

    @Override
    public String pathVariable() {
        return "leadId";
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<UUID> tenantOf(UUID id) {
        return leads.tenantOf(id);
    }

    @Override
    public ErrorCode notFound() {
        return ErrorCode.LEAD_NOT_FOUND;
    }
}
