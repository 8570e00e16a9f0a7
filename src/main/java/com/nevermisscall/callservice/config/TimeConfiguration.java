package com.nevermisscall.callservice.config;

import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one source of now. */
@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

    /** Ticks in microseconds, as PostgreSQL stores them, so that a time read back equals the time written. */
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
    }
}
