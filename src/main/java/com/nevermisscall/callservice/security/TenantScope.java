package com.nevermisscall.callservice.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nevermisscall.callservice.web.ApiException;
import com.nevermisscall.callservice.web.ErrorCode;
import com.nevermisscall.callservice.web.WireUuid;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.MDC;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Keeps every user within the own tenant, in one place and before any controller runs: each path variable of a user
 * endpoint is either the tenant itself or names a resource whose tenant its {@link ResourceOwner} tells. Where an
 * endpoint asks for a role, the user needs that too.
 */
class TenantScope implements HandlerInterceptor {

    static final String TENANT_ID = "tenantId";

    private static final int REMEMBERED = 10_000;

    private final Map<String, ResourceOwner> owners;
    /** A resource never changes its tenant, and a dashboard asks for the same few again and again. */
    private final Cache<Resource, UUID> tenants =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /** Fails when two rooms claim the same path variable. */
    TenantScope(List<ResourceOwner> owners) {
        this.owners =
                owners.stream().collect(Collectors.toUnmodifiableMap(ResourceOwner::pathVariable, Function.identity()));
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        boolean first = request.getDispatcherType() != DispatcherType.ASYNC;
        if (first && handler instanceof HandlerMethod method && new Endpoint(method).isFor(Audience.Caller.USER)) {
            CurrentUser user = CurrentUser.ofRequest();
            check(user, pathVariables(request));
            if (!new Endpoint(method).admits(user)) {
                throw new ApiException(ErrorCode.ACCESS_DENIED, "This is for other roles");
            }
        }
        return true;
    }

    private void check(CurrentUser user, Map<String, String> variables) {
        MDC.put(TENANT_ID, user.tenantId().toString());
        if (variables.isEmpty()) {
            throw new IllegalStateException("A user endpoint needs a path variable that tells the tenant");
        }
        Map<String, UUID> ids = variables.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> uuid(entry.getKey(), entry.getValue())));
        ids.forEach((variable, id) -> {
            if (!ownerOf(variable, id).equals(user.tenantId())) {
                throw new ApiException(ErrorCode.ACCESS_DENIED, "This belongs to another tenant");
            }
            MDC.put(variable, id.toString());
        });
    }

    private UUID ownerOf(String variable, UUID id) {
        if (variable.equals(TENANT_ID)) {
            return id;
        }
        ResourceOwner owner = owners.get(variable);
        if (owner == null) {
            throw new IllegalStateException("Nobody tells the tenant of path variable " + variable);
        }
        Resource resource = new Resource(variable, id);
        UUID known = tenants.getIfPresent(resource);
        if (known != null) {
            return known;
        }
        UUID tenantId =
                owner.tenantOf(id).orElseThrow(() -> new ApiException(owner.notFound(), "There is no such resource"));
        tenants.put(resource, tenantId);
        return tenantId;
    }

    private static UUID uuid(String variable, String text) {
        return WireUuid.parse(text).orElseThrow(() -> ApiException.invalid(variable, "must be a UUID"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> pathVariables(HttpServletRequest request) {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return variables == null ? Map.of() : (Map<String, String>) variables;
    }

    private record Resource(String variable, UUID id) {}
}
