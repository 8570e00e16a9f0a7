package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.durable.DurableTasks;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Texts that were stored for a first try which never ended, because the process died: their claim has run out. A task
 * takes them over then, so that the many texts that are sent at once need none.
 */
@Service
class OrphanedTexts {

    /** At once; what is left waits for the next look. */
    private static final int BATCH = 1000;

    private final DeliveryRepository deliveries;
    private final DurableTasks tasks;
    private final Clock clock;

    OrphanedTexts(DeliveryRepository deliveries, DurableTasks tasks, Clock clock) {
        this.deliveries = deliveries;
        this.tasks = tasks;
        this.clock = clock;
    }

    /** Owes the delivery of every orphaned text, unless a task owes it already. */
    @Transactional
    public void adopt() {
        Instant now = clock.instant();
        deliveries
                .orphaned(now, BATCH)
                .forEach(text -> tasks.scheduleIfAbsent(
                        text.tenantId(), SmsDelivery.TASK, text.id().toString(), now));
    }
}
