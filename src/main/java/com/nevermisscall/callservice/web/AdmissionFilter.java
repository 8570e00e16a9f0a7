package com.nevermisscall.callservice.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sheds load: a request that gets no place in {@link Admission} is a 503 with {@code Retry-After}, before its body is
 * looked at or the database asked. It stands behind the guard, so strangers take no places; probes need none, and neither
 * does the sandbox, which calls the service that it is a part of.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 1)
class AdmissionFilter extends OncePerRequestFilter {

    /** How many threads may be held by bodies that are still on their way: less than are spare. */
    private static final int MAX_SLOW_BODIES = 16;

    private final Semaphore slowBodies = new Semaphore(MAX_SLOW_BODIES);
    private final Admission admission;
    private final FailureWriter failures;

    AdmissionFilter(Admission admission, FailureWriter failures) {
        this.admission = admission;
        this.failures = failures;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/health") || path.startsWith("/sandbox");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!admission.enter()) {
            refuse(request, response);
            return;
        }
        try {
            chain.doFilter(request, new LongAnswer(response, admission::onlySends));
        } finally {
            admission.leave();
        }
    }

    /** Tomcat closes the connection after a 503, and the caller would not see it if bytes of its own were unread. */
    private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        failures.write(request, response, ProtocolFailure.unavailable());
        if (slowBodies.tryAcquire()) {
            try {
                request.getInputStream().skip(BodyLimitFilter.LIMIT_BYTES);
            } finally {
                slowBodies.release();
            }
        }
    }
}
