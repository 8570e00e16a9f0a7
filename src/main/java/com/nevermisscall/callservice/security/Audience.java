package com.nevermisscall.callservice.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Who may call an endpoint ({@code api.md}, Credentials). On the method or its class; without one nobody may. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Audience {

    /** The kind of caller that is let in. */
    Caller value();

    /** For users: one of these roles is needed; empty: any user of the tenant will do. */
    Role[] roles() default {};

    /** The three kinds of callers of the contract. */
    enum Caller {
        /** Another service, by {@code x-service-key}. */
        SERVICE,
        /** A person at the dashboard, by JWT, within the own tenant only. */
        USER,
        /** Anyone. */
        PUBLIC
    }
}
