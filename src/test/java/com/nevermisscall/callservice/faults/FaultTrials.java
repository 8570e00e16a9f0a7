package com.nevermisscall.callservice.faults;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A class of trials, which get the {@link Cluster} of their lane and their {@link Trial} as parameters. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("faults")
@ExtendWith(TrialRun.class)
@ResourceLock(providers = TrialRun.LaneLock.class)
@interface FaultTrials {

    Lane value();
}
