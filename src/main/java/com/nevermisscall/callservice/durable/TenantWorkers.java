package com.nevermisscall.callservice.durable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * How many of this replica's slow workers one tenant holds: at most three quarters, so that its flood, however slow the
 * AI is with it, leaves workers for the others.
 */
public class TenantWorkers {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ConcurrentMap<UUID, Integer> held = new ConcurrentHashMap<>();
    private final int most;
    private final Clock clock;

    TenantWorkers(int workers, Clock clock) {
        this.most = Math.max(1, workers * 3 / 4);
        this.clock = clock;
    }

    /** Does the work on this thread, unless the tenant holds all it may: then says when to try again, as the work may. */
    public Optional<Instant> hold(UUID tenantId, Supplier<Optional<Instant>> work) {
        if (held.merge(tenantId, 1, Integer::sum) > most) {
            release(tenantId);
            return Optional.of(clock.instant().plus(PAUSE));
        }
        try {
            return work.get();
        } finally {
            release(tenantId);
        }
    }

    private void release(UUID tenantId) {
        held.computeIfPresent(tenantId, (tenant, count) -> count == 1 ? null : count - 1);
    }
}
