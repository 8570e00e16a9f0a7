package com.nevermisscall.callservice.security;

import com.nevermisscall.callservice.web.FailureWriter;
import com.nevermisscall.callservice.web.ProtocolFailure;
import com.nevermisscall.callservice.web.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;

/** The browser origins that may call from elsewhere ({@code CORS_ORIGINS}); others are refused in the envelope. */
class BrowserOrigins extends DefaultCorsProcessor {

    private static final Duration PREFLIGHT_VALID_FOR = Duration.ofHours(1);

    private final FailureWriter failures;

    private BrowserOrigins(FailureWriter failures) {
        this.failures = failures;
    }

    /** The filter for these origins; without any, no page of elsewhere is answered to. */
    static CorsFilter filter(List<String> origins, FailureWriter failures) {
        CorsConfiguration rules = origins.isEmpty() ? null : rulesFor(origins);
        CorsFilter filter = new CorsFilter(request -> rules);
        filter.setCorsProcessor(new BrowserOrigins(failures));
        return filter;
    }

    private static CorsConfiguration rulesFor(List<String> origins) {
        CorsConfiguration rules = new CorsConfiguration();
        rules.setAllowedOrigins(origins);
        rules.setAllowedMethods(List.of("GET", "POST", "PUT"));
        rules.setAllowedHeaders(
                List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_TYPE, "Idempotency-Key", RequestId.HEADER));
        rules.setExposedHeaders(List.of(RequestId.HEADER, HttpHeaders.RETRY_AFTER));
        rules.setMaxAge(PREFLIGHT_VALID_FOR);
        return rules;
    }

    @Override
    public boolean processRequest(CorsConfiguration rules, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean allowed = super.processRequest(rules, request, response);
        if (!allowed) {
            failures.write(request, response, ProtocolFailure.of(HttpServletResponse.SC_FORBIDDEN));
        }
        return allowed;
    }

    /** Left to {@link #processRequest}, which knows the request and so its id; the framework's own would be text. */
    @Override
    protected void rejectRequest(ServerHttpResponse response) {
        response.getHeaders().setCacheControl("no-store");
    }
}
