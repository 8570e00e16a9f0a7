package com.nevermisscall.callservice.security;

import com.nevermisscall.callservice.web.ErrorCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** An endpoint for every kind of caller, and things that belong to tenants. */
@TestComponent
@RestController
@Audience(Audience.Caller.USER)
class GuardedController {

    static final UUID TENANT = UUID.fromString("0198c0de-0000-7000-8000-000000000001");
    static final UUID OTHER_TENANT = UUID.fromString("0198c0de-0000-7000-8000-000000000002");
    static final UUID OURS = UUID.fromString("0198c0de-0000-7000-8000-000000000003");
    static final UUID THEIRS = UUID.fromString("0198c0de-0000-7000-8000-000000000004");

    record Body(@NotBlank String text) {}

    @GetMapping("/guarded/public")
    @Audience(Audience.Caller.PUBLIC)
    String anyone() {
        return "public";
    }

    @PostMapping("/guarded/service")
    @Audience(Audience.Caller.SERVICE)
    String service() {
        return "service";
    }

    @GetMapping("/guarded/tenant/{tenantId}")
    CurrentUser tenant(@PathVariable UUID tenantId, CurrentUser user) {
        return user;
    }

    @GetMapping("/guarded/tenant/{tenantId}/later")
    Callable<UUID> later(@PathVariable UUID tenantId) {
        return () -> tenantId;
    }

    @PostMapping("/guarded/things/{thingId}")
    UUID thing(@PathVariable UUID thingId, @Valid @RequestBody Body body) {
        return thingId;
    }

    @GetMapping("/guarded/tenant/{tenantId}/things/{thingId}")
    UUID both(@PathVariable UUID tenantId, @PathVariable UUID thingId) {
        return thingId;
    }

    @GetMapping("/guarded/nobodys")
    String unscoped() {
        return "must not be told";
    }

    @GetMapping("/guarded/strangers/{strangerId}")
    UUID stranger(@PathVariable UUID strangerId) {
        return strangerId;
    }

    @Bean
    static ResourceOwner thingOwner() {
        return new ThingOwner();
    }

    static class ThingOwner implements ResourceOwner {

        @Override
        public String pathVariable() {
            return "thingId";
        }

        @Override
        public Optional<UUID> tenantOf(UUID id) {
            if (id.equals(OURS)) {
                return Optional.of(TENANT);
            }
            return id.equals(THEIRS) ? Optional.of(OTHER_TENANT) : Optional.empty();
        }

        @Override
        public ErrorCode notFound() {
            return ErrorCode.LEAD_NOT_FOUND;
        }
    }

    /** One that forgot to say whom it is for. */
    @TestComponent
    @RestController
    static class Undeclared {

        @GetMapping("/undeclared")
        String undeclared() {
            return "must not be told";
        }
    }
}
