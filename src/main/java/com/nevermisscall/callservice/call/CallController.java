package com.nevermisscall.callservice.call;

import com.nevermisscall.callservice.audit.Act;
import com.nevermisscall.callservice.audit.Audited;
import com.nevermisscall.callservice.security.Audience;
import com.nevermisscall.callservice.security.CurrentUser;
import com.nevermisscall.callservice.web.ApiResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Calls, for the dashboard. */
@RestController
@RequestMapping("/calls")
@Audience(Audience.Caller.USER)
class CallController {

    private final CallQueries calls;

    CallController(CallQueries calls) {
        this.calls = calls;
    }

    @GetMapping("/{callId}")
    @Audited(Act.CALL_READ)
    ApiResponse<CallData<CallResponse>> show(@PathVariable UUID callId, CurrentUser user) {
        return ApiResponse.of(new CallData<>(calls.show(user.tenantId(), callId)), "Call found");
    }

    @GetMapping("/tenant/{tenantId}/recent")
    @Audited(Act.CALLS_LISTED)
    ApiResponse<CallPage> recent(
            @PathVariable UUID tenantId,
            @RequestParam(required = false) CallStatus status,
            @RequestParam(defaultValue = "1") @Min(1) @Max(10_000_000) int page,
            @RequestParam(defaultValue = "50") @Min(1) @Max(100) int pageSize) {
        return ApiResponse.of(calls.recent(tenantId, status, page, pageSize), "Calls found");
    }
}
