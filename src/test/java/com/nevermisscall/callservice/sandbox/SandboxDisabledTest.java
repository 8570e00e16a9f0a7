package com.nevermisscall.callservice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;

/** Without the switch there is no sandbox at all: no bean, so no path. */
class SandboxDisabledTest {

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withBean(Clock.class, Clock::systemUTC)
            .withUserConfiguration(Room.class);

    @ParameterizedTest
    @ValueSource(strings = {"sandbox.enabled=false", "sandbox.enabled=", "unrelated=true"})
    void isNotThere(String property) {
        context.withPropertyValues(property)
                .run(started -> assertThat(started.getBeansOfType(Object.class).values())
                        .filteredOn(bean -> !(bean instanceof Room))
                        .noneMatch(bean -> bean.getClass()
                                .getPackageName()
                                .startsWith(getClass().getPackageName())));
    }

    @ComponentScan
    static class Room {}
}
