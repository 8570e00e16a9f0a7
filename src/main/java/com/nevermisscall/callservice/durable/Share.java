package com.nevermisscall.callservice.durable;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.kagkarlsson.scheduler.task.Priority;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.UUID;

/**
 * How much work of one tenant this replica treats as everybody's: so many tasks at once, refilled evenly. What a tenant
 * schedules beyond that is not refused, but waits while others have work. Only tenants that were active lately are
 * remembered.
 */
class Share {

    private static final int REMEMBERED = 10_000;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final int atOnce;
    private final int perSecond;
    private final TimeMeter time;
    private final Cache<UUID, Bucket> tenants;

    /** A share of so many tasks at once, and so many a second in the long run. */
    Share(int atOnce, int perSecond, TimeMeter time) {
        this.atOnce = atOnce;
        this.perSecond = perSecond;
        this.time = time;
        // Untouched for as long as it takes to refill, a share is whole, as a new one is.
        this.tenants = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(SECOND.multipliedBy(1 + atOnce / perSecond))
                .build();
    }

    /** The priority of one task more of this tenant. */
    int priorityOfNext(UUID tenantId) {
        Bucket left = tenants.get(tenantId, unknown -> whole());
        return left.tryConsume(1) ? Priority.MEDIUM : Priority.LOW;
    }

    private Bucket whole() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(atOnce).refillGreedy(perSecond, SECOND))
                .withCustomTimePrecision(time)
                .build();
    }
}
