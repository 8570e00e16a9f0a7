package com.nevermisscall.callservice.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * An integration test that runs beside the others, one such at a time and its methods one after the other: it mostly
 * waits for processes of its own, and shares nothing with the rest.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(RunsBeside.LANE)
public @interface RunsBeside {

    /** What the one that runs holds. */
    String LANE = "the side lane";
}
