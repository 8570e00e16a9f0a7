package com.nevermisscall.callservice.security;

import com.nevermisscall.callservice.web.ApiException;
import com.nevermisscall.callservice.web.FailureWriter;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses with {@code RATE_LIMITED} what one caller sends beyond its budget on this replica: a user at the endpoints for
 * users, a service key at those for services; and what a user sends while it has as many requests under way as it may.
 * It comes right after the guard, so that only who has proven who it is is counted or told of a limit, and before places
 * are given out and anything is read: what is refused here is in nobody's way. Public endpoints, such as the probes, have
 * no limit.
 */
class RateLimitFilter extends OncePerRequestFilter {

    private final Budgets<UUID> users;
    private final Budgets<Integer> serviceKeys;
    private final UnderWay<UUID> underWay;
    private final FailureWriter failures;

    RateLimitFilter(RateLimitProperties limits, TimeMeter time, FailureWriter failures) {
        this.users = new Budgets<>(limits.userPerMinute(), Duration.ofMinutes(1), time);
        this.serviceKeys = new Budgets<>(limits.serviceKeyPerSecond(), Duration.ofSeconds(1), time);
        this.underWay = new UnderWay<>(limits.userAtOnce());
        this.failures = failures;
    }

    /** An answer that is given asynchronously is under way for as long as it has this thread. */
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Runnable end;
        try {
            end = begin(Endpoint.of(request).flatMap(Endpoint::audience).orElse(Audience.Caller.PUBLIC));
        } catch (ApiException refusal) {
            failures.write(request, response, refusal);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            end.run();
        }
    }

    /** Counts a request; what it returns is to be done when the request has ended. */
    private Runnable begin(Audience.Caller audience) {
        return switch (audience) {
            case USER -> beginOf(CurrentUser.ofRequest().userId());
            case SERVICE -> {
                caller().serviceKey().ifPresent(serviceKeys::spend);
                yield () -> {};
            }
            case PUBLIC -> () -> {};
        };
    }

    private Runnable beginOf(UUID userId) {
        users.spend(userId);
        underWay.begin(userId);
        return () -> underWay.end(userId);
    }

    private static CallerAuthentication caller() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return Optional.ofNullable(authentication)
                .filter(CallerAuthentication.class::isInstance)
                .map(CallerAuthentication.class::cast)
                .orElseThrow(() -> new IllegalStateException("Only known callers reach a service endpoint"));
    }
}
