package com.nevermisscall.callservice.faults;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A class of trials, which get the {@link Cluster} of their lane and their {@link Trial} as parameters. It runs beside
 * other classes: its processes are its own, and most of its time it waits for them.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("faults")
@ExtendWith(TrialRun.class)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(providers = TrialRun.LaneLock.class)
@interface FaultTrials {

    Lane value();

    /** Whether the trials in full take so much of the machine that no other may run meanwhile. */
    boolean alone() default false;
}
