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

    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Each look asks the database, and who has waited long may wait a little longer. */
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final DeliveryRepository deliveries;
    private final Clock clock;

    InFlight(DeliveryRepository deliveries, Clock clock) {
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** Returns when none of these texts is being tried any more. Not within a transaction; returns at once for none. */
    void await(List<UUID> messageIds) {
        Instant end = clock.instant().plus(LONGEST);
        long pause = FIRST_PAUSE_NANOS;
        while (!messageIds.isEmpty()
                && clock.instant().isBefore(end)
                && deliveries.anyInFlight(messageIds, clock.instant())) {
            long nanos = pause;
            Admission.withoutPlace(() -> {
                LockSupport.parkNanos(nanos);
                return null;
            });
            pause = Math.min(pause * 5 / 4, LONGEST_PAUSE_NANOS);
        }
    }
}
