package com.nevermisscall.callservice.sandbox;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/** Exists only with {@code sandbox.enabled=true}, which production refuses. Everything of this room carries it. */
@Documented
@ConditionalOnProperty(name = "sandbox.enabled", havingValue = "true")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface InSandbox {}
