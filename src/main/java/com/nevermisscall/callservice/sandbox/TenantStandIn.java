package com.nevermisscall.callservice.sandbox;

import static com.nevermisscall.callservice.security.Audience.Caller.PUBLIC;

import com.nevermisscall.callservice.security.Audience;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** In place of ts-tenant-service: every tenant exists but one. */
@InSandbox
@RestController
@RequestMapping("/sandbox/tenant")
@Audience(PUBLIC)
class TenantStandIn {

    private final Switchboard switchboard;

    TenantStandIn(Switchboard switchboard) {
        this.switchboard = switchboard;
    }

    /** {@code customerAddress} is null where none is to be judged. */
    record Question(String customerAddress) {}

    @PostMapping("/internal/tenants/{tenantId}/validate")
    CompletableFuture<ResponseEntity<Object>> validate(
            @RequestHeader(name = "x-service-key", required = false) String serviceKey,
            @PathVariable UUID tenantId,
            @RequestBody Question question) {
        return switchboard.answer(
                Switches::tenant,
                serviceKey,
                () -> tenantId.equals(DemoTenant.NOBODY)
                        ? Map.of("exists", false)
                        : TenantProfile.of(
                                DemoTenant.any(tenantId),
                                question.customerAddress(),
                                switchboard.now().countdown()));
    }
}
