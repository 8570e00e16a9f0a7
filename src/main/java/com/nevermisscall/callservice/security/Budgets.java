package com.nevermisscall.callservice.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nevermisscall.callservice.web.ApiException;
import com.nevermisscall.callservice.web.ProtocolFailure;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A budget of requests for each caller, refilled evenly over a period. As many callers as there may be: only those who
 * were last here are remembered, and one that is forgotten has its budget again.
 */
class Budgets<K> {

    static final int REMEMBERED = 10_000;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final int requests;
    private final Duration period;
    private final TimeMeter time;
    private final Cache<K, Bucket> buckets;

    /** So many requests in a period for each caller; 0 is no limit. */
    Budgets(int requests, Duration period, TimeMeter time) {
        this.requests = requests;
        this.period = period;
        this.time = time;
        // After a whole period untouched a budget is full, as a new one is.
        this.buckets = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(period)
                .build();
    }

    /**
     * Takes one request off the caller's budget.
     *
     * @throws ApiException {@code RATE_LIMITED} when none is left, with the whole seconds until there is
     */
    void spend(K caller) {
        if (requests == 0) {
            return;
        }
        ConsumptionProbe probe = buckets.get(caller, unknown -> full()).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw ProtocolFailure.rateLimited(Math.max(1, (probe.getNanosToWaitForRefill() + SECOND - 1) / SECOND));
        }
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(requests).refillGreedy(requests, period))
                .withCustomTimePrecision(time)
                .build();
    }

    /** How many callers are remembered at the moment. */
    long remembered() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }
}
