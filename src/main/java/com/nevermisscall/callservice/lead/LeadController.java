package com.nevermisscall.callservice.lead;

import com.nevermisscall.callservice.audit.Act;
import com.nevermisscall.callservice.audit.Audited;
import com.nevermisscall.callservice.security.Audience;
import com.nevermisscall.callservice.security.Audience.Caller;
import com.nevermisscall.callservice.security.CurrentUser;
import com.nevermisscall.callservice.web.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Leads, for the dashboard. */
@RestController
@RequestMapping("/leads")
@Audience(Caller.USER)
class LeadController {

    private final LeadService leads;
    private final LeadQueries queries;

    LeadController(LeadService leads, LeadQueries queries) {
        this.leads = leads;
        this.queries = queries;
    }

    @GetMapping("/{leadId}")
    @Audited(Act.LEAD_READ)
    ApiResponse<LeadData<LeadResponse>> show(@PathVariable UUID leadId, CurrentUser user) {
        return ApiResponse.of(new LeadData<>(queries.show(user.tenantId(), leadId)), "Lead found");
    }

    @PutMapping("/{leadId}/status")
    @Audited(Act.LEAD_MOVED)
    ApiResponse<LeadData<LeadStatusResponse>> move(
            @PathVariable UUID leadId, @Valid @RequestBody LeadStatusRequest move, CurrentUser user) {
        return ApiResponse.of(new LeadData<>(leads.move(user.tenantId(), leadId, move)), "Lead updated");
    }

    @GetMapping("/tenant/{tenantId}")
    @Audited(Act.LEADS_LISTED)
    ApiResponse<LeadPage> list(
            @PathVariable UUID tenantId,
            @RequestParam(required = false) LeadStatus status,
            @RequestParam(defaultValue = "1") @Min(1) @Max(10_000_000) int page,
            @RequestParam(defaultValue = "50") @Min(1) @Max(100) int pageSize) {
        return ApiResponse.of(queries.list(tenantId, status, page, pageSize), "Leads found");
    }

    @GetMapping("/tenant/{tenantId}/stats")
    @Audited(Act.LEAD_STATS_READ)
    ApiResponse<LeadStats> stats(@PathVariable UUID tenantId) {
        return ApiResponse.of(queries.stats(tenantId), "Lead statistics");
    }

    /** The contract puts a lead under {@code data.lead}. */
    record LeadData<T>(T lead) {}
}
