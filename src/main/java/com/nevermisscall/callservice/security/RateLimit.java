package com.nevermisscall.callservice.security;

import com.nevermisscall.callservice.web.ApiException;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses with {@code RATE_LIMITED} what one caller sends beyond its budget on this replica: a user at the endpoints for
 * users, a service key at those for services. It runs after the guard, so that only who has proven who it is is counted
 * or told of a limit, and before anything is read or looked up. Public endpoints, such as the probes, have no limit.
 */
class RateLimit implements HandlerInterceptor {

    private final Budgets<UUID> users;
    private final Budgets<Integer> serviceKeys;

    RateLimit(RateLimitProperties limits, TimeMeter time) {
        this.users = new Budgets<>(limits.userPerMinute(), Duration.ofMinutes(1), time);
        this.serviceKeys = new Budgets<>(limits.serviceKeyPerSecond(), Duration.ofSeconds(1), time);
    }

    /**
     * Counts the request.
     *
     * @throws ApiException {@code RATE_LIMITED}
     */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        boolean first = request.getDispatcherType() != DispatcherType.ASYNC;
        if (first && handler instanceof HandlerMethod method) {
            new Endpoint(method).audience().ifPresent(this::count);
        }
        return true;
    }

    private void count(Audience.Caller audience) {
        switch (audience) {
            case USER -> users.spend(CurrentUserArgument.currentUser().userId());
            case SERVICE -> caller().serviceKey().ifPresent(serviceKeys::spend);
            case PUBLIC -> {}
        }
    }

    private static CallerAuthentication caller() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return Optional.ofNullable(authentication)
                .filter(CallerAuthentication.class::isInstance)
                .map(CallerAuthentication.class::cast)
                .orElseThrow(() -> new IllegalStateException("Only known callers reach a service endpoint"));
    }
}
