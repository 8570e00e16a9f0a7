package com.nevermisscall.callservice.faults;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/** One trial: a line of the report. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
@interface FaultTrial {

    /** Its place in the report. */
    int number();

    /** What is done to the service, in a few words. */
    String title();
}
