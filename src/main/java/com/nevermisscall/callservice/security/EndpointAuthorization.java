package com.nevermisscall.callservice.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.server.RequestPath;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.ErrorResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Lets a request through to the endpoint that it is mapped to, if that endpoint's declared audience includes the
 * caller. An endpoint of ours that declares none is for nobody. What is mapped to no endpoint goes on, for Spring MVC
 * to say why: no such path, another method.
 */
class EndpointAuthorization implements AuthorizationManager<RequestAuthorizationContext> {

    private static final AuthorizationDecision GRANTED = new AuthorizationDecision(true);
    private static final AuthorizationDecision DENIED = new AuthorizationDecision(false);

    private final RequestMappingHandlerMapping mapping;

    EndpointAuthorization(RequestMappingHandlerMapping mapping) {
        this.mapping = mapping;
    }

    /** The method's successor exists already, but the interface still demands this one. */
    @Override
    @SuppressWarnings("deprecation")
    public AuthorizationDecision check(Supplier<Authentication> caller, RequestAuthorizationContext context) {
        Optional<Endpoint> ours = endpointFor(context.getRequest()).filter(Endpoint::isOurs);
        ours.ifPresent(endpoint -> endpoint.noteOn(context.getRequest()));
        boolean granted = ours.map(endpoint -> admits(endpoint, caller.get())).orElse(true);
        return granted ? GRANTED : DENIED;
    }

    private static boolean admits(Endpoint endpoint, Authentication authentication) {
        Optional<CallerAuthentication> caller = Optional.ofNullable(authentication)
                .filter(CallerAuthentication.class::isInstance)
                .map(CallerAuthentication.class::cast);
        return endpoint.audience()
                .map(audience -> switch (audience) {
                    case PUBLIC -> true;
                    case SERVICE ->
                        caller.filter(CallerAuthentication::isService).isPresent();
                    case USER -> caller.flatMap(CallerAuthentication::user).isPresent();
                })
                .orElse(false);
    }

    private Optional<Endpoint> endpointFor(HttpServletRequest request) {
        RequestPath before = (RequestPath) request.getAttribute(ServletRequestPathUtils.PATH_ATTRIBUTE);
        ServletRequestPathUtils.parseAndCache(request);
        try {
            HandlerExecutionChain chain = mapping.getHandler(request);
            return chain != null && chain.getHandler() instanceof HandlerMethod handler
                    ? Optional.of(new Endpoint(handler))
                    : Optional.empty();
        } catch (Exception e) {
            return nothingMapped(e);
        } finally {
            ServletRequestPathUtils.setParsedRequestPath(before, request);
        }
    }

    /** Spring MVC will find the same and answer with it; anything else must not open a door. */
    private static Optional<Endpoint> nothingMapped(Exception refusal) {
        if (refusal instanceof ErrorResponse) {
            return Optional.empty();
        }
        throw new IllegalStateException("The endpoint of a request could not be found", refusal);
    }
}
