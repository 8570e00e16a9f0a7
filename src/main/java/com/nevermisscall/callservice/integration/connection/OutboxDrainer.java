package com.nevermisscall.callservice.integration.connection;

import com.nevermisscall.callservice.durable.Backoff;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.util.function.Tuple2;
import reactor.util.function.Tuples;

/**
 * Tells as-connection-service what waits in the outbox: the oldest event of every stream at once, then the next ones.
 * A nudge after a commit starts it; a recurring task finds what a nudge missed and what is to be tried again.
 */
@Service
class OutboxDrainer implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxDrainer.class);
    /** Fewer than the bulkhead and connection pool of as-connection-service hold. */
    private static final int BATCH = 24;

    private static final Duration CLAIM = Duration.ofSeconds(10);

    private final OutboxRepository outbox;
    private final ConnectionClient connection;
    private final Clock clock;
    private final Counter dropped;
    private final ExecutorService thread;
    private final AtomicBoolean nudged = new AtomicBoolean();

    OutboxDrainer(OutboxRepository outbox, ConnectionClient connection, Clock clock, MeterRegistry metrics) {
        this.outbox = outbox;
        this.connection = connection;
        this.clock = clock;
        this.dropped = Counter.builder("callservice.events.dropped")
                .description("Live events given up because as-connection-service did not take them in time")
                .register(metrics);
        CustomizableThreadFactory threads = new CustomizableThreadFactory("outbox-");
        threads.setDaemon(true);
        this.thread = Executors.newSingleThreadExecutor(threads);
    }

    /** Starts telling what waits, on a thread of its own, unless that is already about to happen. */
    void nudge() {
        if (nudged.compareAndSet(false, true)) {
            try {
                thread.execute(this::drainQuietly);
            } catch (RejectedExecutionException e) {
                LOG.debug("Shutting down: what waits in the outbox is told by another replica or after the restart");
            }
        }
    }

    private void drainQuietly() {
        nudged.set(false);
        try {
            drain();
        } catch (RuntimeException e) {
            LOG.warn(
                    "The outbox could not be read ({}): its events are told later",
                    e.getClass().getSimpleName());
        }
    }

    /** Tells all that is due and returns when nothing is left to tell now. */
    void drain() {
        List<OutboxEvent> claimed = claim();
        while (!claimed.isEmpty()) {
            boolean reachable = settle(claimed);
            claimed = reachable ? claim() : List.of();
        }
    }

    private List<OutboxEvent> claim() {
        Instant now = clock.instant();
        return outbox.claim(now, now.plus(CLAIM), BATCH);
    }

    /** Tells a batch, and whether going on makes sense: not while none of them was taken. */
    private boolean settle(List<OutboxEvent> claimed) {
        List<Tuple2<OutboxEvent, BroadcastResult>> results = Flux.fromIterable(claimed)
                .flatMap(
                        event -> connection
                                .broadcast(event.tenantId(), event.live())
                                .map(result -> Tuples.of(event, result)),
                        BATCH)
                .collectList()
                .block();
        List<Long> done = new ArrayList<>();
        List<OutboxEvent> again = new ArrayList<>();
        Instant now = clock.instant();
        for (Tuple2<OutboxEvent, BroadcastResult> result : results) {
            OutboxEvent event = result.getT1();
            boolean told = result.getT2() == BroadcastResult.TOLD;
            boolean givenUp = result.getT2() == BroadcastResult.REFUSED || now.isAfter(event.expiresAt());
            if (told || givenUp) {
                done.add(event.id());
                if (givenUp && !told) {
                    dropped.increment();
                    LOG.warn(
                            "Dropped event {} of type {}: as-connection-service did not take it",
                            event.live().eventId(),
                            event.live().event());
                }
            } else {
                again.add(event);
            }
        }
        outbox.delete(done);
        again.forEach(event -> outbox.postpone(event.id(), now.plus(Backoff.after(event.attempts()))));
        return !done.isEmpty();
    }

    @Override
    public void destroy() {
        thread.shutdown();
    }
}
