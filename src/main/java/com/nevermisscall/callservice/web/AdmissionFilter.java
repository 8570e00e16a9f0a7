package com.nevermisscall.callservice.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sheds load: a request that gets no place in {@link Admission} is a 503 with {@code Retry-After}, before its body is
 * looked at or the database asked. It stands behind the guard and the rate limit, so strangers take no places, and
 * neither does who sends too much; probes need none, nor does the sandbox, which calls the service that it is a part of.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 1)
class AdmissionFilter extends OncePerRequestFilter {

    private final Admission admission;
    private final FailureWriter failures;

    AdmissionFilter(Admission admission, FailureWriter failures) {
        this.admission = admission;
        this.failures = failures;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !needsPlace(request);
    }

    static boolean needsPlace(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !path.startsWith("/health") && !path.startsWith("/sandbox");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!admission.enter()) {
            failures.write(request, response, ProtocolFailure.unavailable());
            return;
        }
        try {
            chain.doFilter(request, new LongAnswer(response, admission::onlySends));
        } finally {
            admission.leave();
        }
    }
}
