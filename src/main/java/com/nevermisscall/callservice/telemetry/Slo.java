package com.nevermisscall.callservice.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** The histograms by which the service is judged. */
public final class Slo {

    /** Up to half a second nobody notices; 1, 2 and 5 seconds are what is promised. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5)
    };

    private Slo() {}

    /** A timer with the buckets of 100 ms, 500 ms, 1 s, 2 s and 5 s, there from the start so that a scrape shows a zero. */
    public static Timer timer(String name, String description, MeterRegistry registry) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
