package com.nevermisscall.callservice.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the credentials that came along, both kinds. It refuses nothing: which of them counts, and so whether a bad one
 * hurts, is the endpoint's to say.
 */
class CredentialsFilter extends OncePerRequestFilter {

    private static final String BEARER = "Bearer ";

    private final ServiceKeys serviceKeys;
    private final UserTokens userTokens;

    CredentialsFilter(ServiceKeys serviceKeys, UserTokens userTokens) {
        this.serviceKeys = serviceKeys;
        this.userTokens = userTokens;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = request.getHeader(ServiceKeys.HEADER);
        OptionalInt serviceKey = key == null ? OptionalInt.empty() : serviceKeys.positionOf(key);
        Optional<CurrentUser> user = bearer(request).flatMap(userTokens::read);
        if (serviceKey.isPresent() || user.isPresent()) {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(new CallerAuthentication(serviceKey, user.orElse(null)));
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }

    private static Optional<String> bearer(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).trim());
    }
}
