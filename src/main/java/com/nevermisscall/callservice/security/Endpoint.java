package com.nevermisscall.callservice.security;

import java.util.Arrays;
import java.util.Optional;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/** What an endpoint declares about its callers. */
public record Endpoint(HandlerMethod handler) {

    private static final String OUR_PACKAGE = "com.nevermisscall.callservice.";

    /** Whether it is one of ours; others are the API document, which exists only in development, and OPTIONS. */
    boolean isOurs() {
        return handler.getBeanType().getName().startsWith(OUR_PACKAGE);
    }

    /** The declared audience, the method's before its class's; empty when nobody declared one. */
    public Optional<Audience.Caller> audience() {
        return declared().map(Audience::value);
    }

    private Optional<Audience> declared() {
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
