package com.nevermisscall.callservice.durable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Whether more is due at once of what must be punctual than this replica can do in time. While it is, what only has to
 * be soon leaves it the processors and the database. Nobody has to end a rush: it is over a second after it was last
 * seen, and those who have yielded come back one after the other, so that they do not bring the next.
 */
class Rush {

    /** Twice what a busy machine takes to begin what an alarm tells it. */
    private static final Duration LATE = Duration.ofMillis(100);

    private static final long LASTS_NANOS = Duration.ofSeconds(1).toNanos();

    /** So that what yields comes to an end all the same, however long the rush lasts. */
    private static final int LEFT_IN_A_RUSH = 2;

    private static final long COMES_BACK_NANOS = Duration.ofMillis(125).toNanos();

    private static final long LONG_AGO_NANOS = Duration.ofHours(1).toNanos();

    private final Clock clock;
    private final LongSupplier nanos;
    private final AtomicLong lastSeen;

    /** The second clock tells nanoseconds from any point in time on. */
    Rush(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
        this.lastSeen = new AtomicLong(nanos.getAsLong() - LONG_AGO_NANOS);
    }

    /** Whether a task is late that was due then and is begun now. */
    boolean isLate(Instant due) {
        return clock.instant().isAfter(due.plus(LATE));
    }

    /** A task was late and not the only one: one alone may be so because another replica's clock is behind. */
    void seen() {
        lastSeen.set(nanos.getAsLong());
    }

    /** How many of the free workers of a lane that yields may take something: all, or in a rush two of all of them. */
    int placesOf(int workers, int free) {
        long over = Math.max(0, nanos.getAsLong() - lastSeen.get() - LASTS_NANOS);
        long usable = LEFT_IN_A_RUSH + over / COMES_BACK_NANOS;
        return (int) Math.max(0, Math.min(free, usable - (workers - free)));
    }
}
