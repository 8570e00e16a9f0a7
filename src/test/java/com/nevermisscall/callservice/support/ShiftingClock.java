package com.nevermisscall.callservice.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** A clock that runs like any other and can be put forward: a minute's wait costs a test no minute. */
public final class ShiftingClock extends Clock {

    private final AtomicReference<Duration> shift = new AtomicReference<>(Duration.ZERO);

    /** Puts the clock forward, for everything in the service at once. */
    public void forward(Duration time) {
        shift.updateAndGet(now -> now.plus(time));
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(shift.get()).truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Only instants are asked of it");
    }

    /** Puts it in the place of the service's own clock. */
    @TestConfiguration(proxyBeanMethods = false)
    public static class Configuration {

        @Bean
        @Primary
        ShiftingClock shiftingClock() {
            return new ShiftingClock();
        }
    }
}
