package com.nevermisscall.callservice.durable;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Wakes this replica's workers at the moment a task falls due, instead of at the next poll. A convenience of the
 * replica that wrote the task: when it dies, polling finds the work all the same. So it does where none is set, because
 * the task is far ahead or many alarms are set already: none is taken back when its task is withdrawn, and what is kept
 * in memory must have an end.
 */
class WakeUp {

    /** Twice the usual countdown. */
    private static final Duration HORIZON = Duration.ofMinutes(2);

    private static final int MOST_ALARMS = 10_000;

    private final Supplier<Scheduler> scheduler;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final AtomicInteger alarms = new AtomicInteger();

    WakeUp(Supplier<Scheduler> scheduler, Clock clock, ScheduledExecutorService timer) {
        this.scheduler = scheduler;
        this.clock = clock;
        this.timer = timer;
    }

    /** Sets the alarm once the row can be seen: before the commit a worker would look in vain. */
    void afterCommit(Instant due) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                set(due);
            }
        });
    }

    private void set(Instant due) {
        Duration wait = Duration.between(clock.instant(), due);
        if (wait.isNegative() || wait.isZero()) {
            ring();
        } else if (wait.compareTo(HORIZON) < 0 && !timer.isShutdown() && isRoomForOneMore()) {
            timer.schedule(this::ringOnTime, wait.toMillis() + 1, TimeUnit.MILLISECONDS);
        }
    }

    private boolean isRoomForOneMore() {
        return alarms.getAndUpdate(set -> Math.min(MOST_ALARMS, set + 1)) < MOST_ALARMS;
    }

    private void ringOnTime() {
        alarms.decrementAndGet();
        ring();
    }

    private void ring() {
        Scheduler workers = scheduler.get();
        if (workers != null) {
            workers.triggerCheckForDueExecutions();
        }
    }
}
