package com.nevermisscall.callservice.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of requests that failed because the database could not be reached or was too slow: one of them in ten seconds,
 * and how many it stands for. In an outage all of them fail, and all in the same way.
 */
class OutageLog {

    private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final Clock clock;
    private final AtomicReference<Instant> silentUntil = new AtomicReference<>(Instant.MIN);
    private final AtomicLong untold = new AtomicLong();

    OutageLog(Clock clock) {
        this.clock = clock;
    }

    /** A request has failed; {@code shown} is its failure without words that callers or the database chose. */
    void failed(String endpoint, Throwable shown) {
        Instant now = clock.instant();
        Instant until = silentUntil.get();
        if (now.isBefore(until) || !silentUntil.compareAndSet(until, now.plus(SILENCE))) {
            untold.incrementAndGet();
            return;
        }
        LOG.warn(
                "{} could not reach the database, nor could {} requests before it: {}",
                endpoint,
                untold.getAndSet(0),
                Causes.of(shown).toList());
    }
}
