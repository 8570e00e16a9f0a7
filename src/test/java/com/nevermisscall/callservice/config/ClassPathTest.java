package com.nevermisscall.callservice.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.util.ClassUtils;

/** What must not come along with a library, because its being there costs. */
class ClassPathTest {

    /** With it every bean is held against the aspects of Resilience4j, whose annotations nobody uses here. */
    @Test
    void nothingIsWoven() {
        assertThat(ClassUtils.isPresent("org.aspectj.weaver.Advice", getClass().getClassLoader()))
                .as("AspectJ on the class path; exclude it in pom.xml where it comes from")
                .isFalse();
    }
}
