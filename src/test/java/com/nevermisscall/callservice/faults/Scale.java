package com.nevermisscall.callservice.faults;

import java.time.Duration;

/**
 * How much of a trial is run: all of it, with its marks of time judged ({@code -Pfaults}), or in brief as a part of the
 * normal build, where only lost, doubled and order are asserted.
 */
enum Scale {
    FULL,
    BRIEF;

    private static final Scale CURRENT = "full".equals(System.getProperty("faults")) ? FULL : BRIEF;

    static Scale current() {
        return CURRENT;
    }

    /** Whether marks of time count; a build machine that does other things has no time to promise. */
    boolean judgesTime() {
        return this == FULL;
    }

    int of(int full, int brief) {
        return this == FULL ? full : brief;
    }

    Duration of(Duration full, Duration brief) {
        return this == FULL ? full : brief;
    }
}
