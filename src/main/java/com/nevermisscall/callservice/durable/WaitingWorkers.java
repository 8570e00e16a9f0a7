package com.nevermisscall.callservice.durable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How many of this replica's fast workers may wait for somebody else: six in ten, so that one who hangs, as long as that
 * is not known, leaves workers for what must be punctual.
 */
public class WaitingWorkers {

    /** As long as one who does not hang needs to let others in, so that nothing is put off then. */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Semaphore free;
    private final Clock clock;

    WaitingWorkers(int workers, Clock clock) {
        this.free = new Semaphore(Math.max(1, workers * 6 / 10));
        this.clock = clock;
    }

    /** Does the work on this thread, unless all that may wait go on waiting: then says when to try again. */
    public Optional<Instant> hold(Supplier<Optional<Instant>> work) {
        if (!isFreeInTime()) {
            return Optional.of(clock.instant().plus(PAUSE));
        }
        try {
            return work.get();
        } finally {
            free.release();
        }
    }

    private boolean isFreeInTime() {
        try {
            return free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
