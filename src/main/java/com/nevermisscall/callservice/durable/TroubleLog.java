package com.nevermisscall.callservice.durable;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells, at most once a minute, that a scheduler could not make a round (look for work, write heartbeats, find dead
 * executions); it makes the next one all the same. The library would tell every failed round, five in a second, with its
 * stack trace.
 */
final class TroubleLog extends AbstractSchedulerListener {

    private static final Logger LOG = LoggerFactory.getLogger(TroubleLog.class);
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final String table;
    private final Clock clock;
    private final AtomicReference<Instant> silentUntil = new AtomicReference<>(Instant.MIN);

    TroubleLog(String table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    @Override
    public void onSchedulerEvent(SchedulerEventType event) {
        Instant now = clock.now();
        Instant until = silentUntil.get();
        if (event == SchedulerEventType.UNEXPECTED_ERROR
                && !now.isBefore(until)
                && silentUntil.compareAndSet(until, now.plus(SILENCE))) {
            LOG.warn(
                    "The scheduler of {} could not make a round and goes on; the loggers RunUntilShutdown and"
                            + " RunAndLogErrors of com.github.kagkarlsson.scheduler tell why",
                    table);
        }
    }
}
