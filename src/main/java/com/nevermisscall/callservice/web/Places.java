package com.nevermisscall.callservice.web;

import java.util.concurrent.TimeUnit;

/**
 * How many requests may be worked on at once: fewer while they take long. On a machine that has all it can do, more at
 * once are not more a second, but each of them is later. As TCP does it: a slow request takes a tenth of the places away,
 * and fifty quick ones bring one back, as does every half second without a slow one: who comes after the flood is not to
 * suffer from it. A request that is slow while there are places left is so for another reason, as the first ones of a
 * process are, and tells nothing. Not thread-safe.
 */
final class Places {

    /** Together with the longest wait for a place this is well under half a second. */
    static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** So long without a slow request brings a place back. */
    static final long CALM_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final double LEFT_BY_A_SLOW_ONE = 0.9;
    private static final double BROUGHT_BY_A_QUICK_ONE = 0.02;

    private final int most;
    private final int least;
    private double limit;
    private long calmSince;

    /** So many at most, and two at least where there are as many: one slow request must not be all there is. */
    Places(int most, long now) {
        this.most = most;
        this.calmSince = now;
        this.least = Math.min(2, most);
        this.limit = most;
    }

    /** How many there are now. */
    int now() {
        return (int) limit;
    }

    /** Takes note of the time, in nanoseconds from any point on. */
    void goneBy(long now) {
        long calm = (now - calmSince) / CALM_NANOS;
        limit = Math.min(most, limit + calm);
        calmSince += calm * CALM_NANOS;
    }

    /** A request has been worked on for so long, waits for others not counted, and so many were at its end, with it. */
    void worked(long nanos, int working, long now) {
        if (nanos <= SLOW_NANOS) {
            limit = Math.min(most, limit + BROUGHT_BY_A_QUICK_ONE);
        } else if (working >= now()) {
            limit = Math.max(least, limit * LEFT_BY_A_SLOW_ONE);
            calmSince = now;
        }
    }
}
