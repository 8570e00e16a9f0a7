package com.nevermisscall.callservice.security;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/** What an endpoint declares about its callers. */
public record Endpoint(HandlerMethod handler) {

    private static final String ATTRIBUTE = Endpoint.class.getName();
    private static final String OUR_PACKAGE = "com.nevermisscall.callservice.";

    /** As many as there are endpoints, each of which is asked several times a request. */
    private static final ConcurrentMap<Method, Optional<Audience>> DECLARED = new ConcurrentHashMap<>();

    /** The endpoint of ours that a request is mapped to, once the guard has let it through; empty when there is none. */
    static Optional<Endpoint> of(HttpServletRequest request) {
        return Optional.ofNullable((Endpoint) request.getAttribute(ATTRIBUTE));
    }

    /** Tells whoever asks later that the request is mapped to this endpoint. */
    void noteOn(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Whether it is one of ours; others are the API document, which exists only in development, and OPTIONS. */
    boolean isOurs() {
        return handler.getBeanType().getName().startsWith(OUR_PACKAGE);
    }

    /** The declared audience, the method's before its class's; empty when nobody declared one. */
    public Optional<Audience.Caller> audience() {
        return declared().map(Audience::value);
    }

    private Optional<Audience> declared() {
        return DECLARED.computeIfAbsent(handler.getMethod(), method -> search());
    }

    private Optional<Audience> search() {
        return Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), Audience.class))
                .or(() -> Optional.ofNullable(
                        AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), Audience.class)));
    }

    /** Whether a user has a role that the endpoint asks for, if it asks for any. */
    boolean admits(CurrentUser user) {
        Role[] roles = declared().map(Audience::roles).orElseGet(() -> new Role[0]);
        return roles.length == 0 || Arrays.stream(roles).anyMatch(role -> role.isOf(user));
    }

    boolean isFor(Audience.Caller caller) {
        return audience().filter(caller::equals).isPresent();
    }
}
