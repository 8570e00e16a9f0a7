package com.nevermisscall.callservice.audit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a user endpoint is in the audit trail; every one says so. A reading is written down before it is answered, a
 * change within its own transaction, and nothing where it failed. What it is about is told by the path, or by an answer
 * that is an {@link AuditedAnswer}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Audited {

    /** What the endpoint does. */
    Act value();
}
