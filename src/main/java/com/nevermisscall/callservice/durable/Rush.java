package com.nevermisscall.callservice.durable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Whether more has to be done at once, and punctually, than this replica can do. While it has, what only has to be soon
 * leaves it the processors and the database: little of it is begun, however long it takes then. Nobody has to end a rush:
 * it is over a second after it was last seen, and from then on more and more is begun, so that it does not bring the
 * next.
 */
class Rush {

    /** Twice what a busy machine takes to begin what an alarm tells it. */
    private static final Duration LATE = Duration.ofMillis(100);

    private static final long LASTS_NANOS = Duration.ofSeconds(1).toNanos();

    /** So that what yields comes to an end all the same, however long the rush lasts. */
    private static final int BEGUN_IN_A_SECOND = 5;

    /** So often it doubles, triples and so on after a rush. */
    private static final long MORE_NANOS = Duration.ofMillis(125).toNanos();

    private static final long RECOVERS_NANOS = Duration.ofSeconds(4).toNanos();

    /** Longer than the schedulers' poll: who has begun nothing for longer may not begin more for that. */
    private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(300).toNanos();

    private final Clock clock;
    private final LongSupplier nanos;
    private final AtomicLong lastSeen;
    private final AtomicLong lastBegun = new AtomicLong(Long.MIN_VALUE / 2);

    /** The second clock tells nanoseconds from any point in time on. */
    Rush(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
        this.lastSeen = new AtomicLong(nanos.getAsLong() - LASTS_NANOS - RECOVERS_NANOS);
    }

    /** Whether a task is late that was due then and is begun now. */
    boolean isLate(Instant due) {
        return clock.instant().isAfter(due.plus(LATE));
    }

    /** There is more to do than can be done in time. */
    void seen() {
        lastSeen.set(nanos.getAsLong());
    }

    /** How many of the free workers of a lane that yields may begin something now: all, or in a rush few or none. */
    int mayBegin(int free) {
        long now = nanos.getAsLong();
        long over = now - lastSeen.get() - LASTS_NANOS;
        if (over >= RECOVERS_NANOS) {
            return free;
        }
        long pause = Math.min(LONGEST_PAUSE_NANOS, now - lastBegun.get());
        long perSecond = BEGUN_IN_A_SECOND * (1 + Math.max(0, over) / MORE_NANOS);
        int begun =
                (int) Math.min(free, perSecond * pause / Duration.ofSeconds(1).toNanos());
        if (begun > 0) {
            lastBegun.set(now);
        }
        return begun;
    }
}
