package com.nevermisscall.callservice.sandbox;

import static com.nevermisscall.callservice.security.Audience.Caller.PUBLIC;

import com.nevermisscall.callservice.security.Audience;
import com.nevermisscall.callservice.security.CurrentUser;
import com.nevermisscall.callservice.security.UserTokens;
import com.nevermisscall.callservice.web.ApiException;
import com.nevermisscall.callservice.web.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets the page in as the owner of a demo tenant. */
@InSandbox
@RestController
@RequestMapping("/sandbox")
@Audience(PUBLIC)
class SessionController {

    private static final Duration VALID_FOR = Duration.ofHours(1);

    private final UserTokens tokens;
    private final Clock clock;

    SessionController(UserTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    record SessionRequest(@NotNull UUID tenant) {}

    record Session(String token, UUID tenantId, UUID userId, Instant expiresAt) {}

    record TenantCard(UUID id, String businessName, String tradeType, String businessPhone) {}

    /** The businesses that can be played. */
    @GetMapping("/tenants")
    ApiResponse<List<TenantCard>> tenants() {
        return ApiResponse.of(
                DemoTenant.ALL.stream()
                        .map(tenant -> new TenantCard(
                                tenant.id(), tenant.businessName(), tenant.tradeType(), tenant.businessPhone()))
                        .toList(),
                "Demo tenants retrieved");
    }

    /** A token for a demo tenant's owner; for no other tenant, whatever the sandbox is left open to. */
    @PostMapping("/session")
    ApiResponse<Session> open(@Valid @RequestBody SessionRequest request) {
        UUID tenantId = DemoTenant.find(request.tenant())
                .map(DemoTenant::id)
                .orElseThrow(() -> ApiException.invalid("tenant", "must be a demo tenant"));
        UUID userId = UUID.nameUUIDFromBytes(("owner of " + tenantId).getBytes(StandardCharsets.UTF_8));
        String token = tokens.issue(new CurrentUser(userId, tenantId, "owner@example.com", "owner"), VALID_FOR);
        return ApiResponse.of(
                new Session(token, tenantId, userId, clock.instant().plus(VALID_FOR)), "Session opened");
    }
}
