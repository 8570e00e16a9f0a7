package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.web.Admission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Service;

/**
 * Waits for texts that were being sent at the moment something overtook them. Whoever is then told "taken over" or
 * "stopped" can rely on it: nothing older is sent after that answer.
 */
@Service
class InFlight {

    /** A claim's length: after it nobody sends on its strength, and what was overtaken is claimed no longer. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final DeliveryRepository deliveries;
    private final Clock clock;

    InFlight(DeliveryRepository deliveries, Clock clock) {
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** Returns when none of these texts is being tried any more. Not within a transaction; returns at once for none. */
    void await(List<UUID> messageIds) {
        Instant end = clock.instant().plus(LONGEST);
        while (!messageIds.isEmpty()
                && clock.instant().isBefore(end)
                && deliveries.anyInFlight(messageIds, clock.instant())) {
            Admission.withoutPlace(() -> {
                LockSupport.parkNanos(PAUSE_NANOS);
                return null;
            });
        }
    }
}
