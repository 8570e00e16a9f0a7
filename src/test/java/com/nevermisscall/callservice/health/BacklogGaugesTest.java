package com.nevermisscall.callservice.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

/** A gauge that went on showing the last number would hide an outage. */
class BacklogGaugesTest {

    private final BacklogRepository backlogs = mock();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final BacklogGauges gauges = new BacklogGauges(backlogs, Clock.systemUTC(), registry);

    @AfterEach
    void end() {
        gauges.destroy();
    }

    @Test
    void aBacklogThatCannotBeCountedIsNoNumber() {
        Duration minute = Duration.ofMinutes(1);
        when(backlogs.at(any()))
                .thenReturn(new Backlog(7, 0, 0, 2, minute, 0, Duration.ZERO, 0, Duration.ZERO, 0, Duration.ZERO))
                .thenThrow(new QueryTimeoutException("no answer"));
        assertThat(unanswered()).isNaN();

        gauges.look();
        assertThat(unanswered()).isEqualTo(7);
        assertThat(registry.get("callservice.waiting.oldest")
                        .tag("what", "text")
                        .timeGauge()
                        .value(TimeUnit.SECONDS))
                .isEqualTo(60);

        gauges.look();
        assertThat(unanswered()).isNaN();
    }

    private double unanswered() {
        return registry.get("callservice.conversations.active")
                .tag("in_charge", "nobody")
                .gauge()
                .value();
    }
}
