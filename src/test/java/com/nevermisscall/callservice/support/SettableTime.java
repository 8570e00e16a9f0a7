package com.nevermisscall.callservice.support;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The time of budgets and shares; it passes when it is told to. */
public final class SettableTime implements TimeMeter {

    private final AtomicLong nanos = new AtomicLong();

    public void advance(Duration passed) {
        nanos.addAndGet(passed.toNanos());
    }

    @Override
    public long currentTimeNanos() {
        return nanos.get();
    }

    @Override
    public boolean isWallClockBased() {
        return false;
    }
}
