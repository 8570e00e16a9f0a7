package com.nevermisscall.callservice.audit;

import com.nevermisscall.callservice.security.Audience;
import com.nevermisscall.callservice.security.Audience.Caller;
import com.nevermisscall.callservice.security.Role;
import com.nevermisscall.callservice.web.ApiResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The trail, for those who answer for a business; looking at it leaves a trace too. */
@RestController
@Audience(
        value = Caller.USER,
        roles = {Role.OWNER, Role.ADMIN})
class AuditController {

    private final AuditTrail trail;

    AuditController(AuditTrail trail) {
        this.trail = trail;
    }

    @GetMapping("/audit/tenant/{tenantId}")
    @Audited(Act.AUDIT_READ)
    ApiResponse<AuditPage> read(
            @PathVariable UUID tenantId,
            @RequestParam(required = false) UUID userId,
            @RequestParam(required = false) UUID subjectId,
            @RequestParam(required = false) UUID before,
            @RequestParam(defaultValue = "100") @Min(1) @Max(500) int limit) {
        return ApiResponse.of(trail.page(tenantId, before, userId, subjectId, limit), "Audit trail found");
    }
}
