package com.nevermisscall.callservice.security;

import java.util.Optional;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands the user of the request to a controller that takes a {@link CurrentUser}. */
class CurrentUserArgument implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == CurrentUser.class;
    }

    @Override
    public CurrentUser resolveArgument(
            MethodParameter parameter,
            ModelAndViewContainer container,
            NativeWebRequest request,
            WebDataBinderFactory binders) {
        return currentUser();
    }

    /** Never null: without a user no request reaches a user endpoint, so anything else is a bug. */
    static CurrentUser currentUser() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .filter(CallerAuthentication.class::isInstance)
                .flatMap(caller -> ((CallerAuthentication) caller).user())
                .orElseThrow(() -> new IllegalStateException("Only user endpoints have a current user"));
    }
}
