package com.nevermisscall.callservice.integration.connection;

import com.nevermisscall.callservice.durable.Backoff;
import com.nevermisscall.callservice.durable.Nudge;
import com.nevermisscall.callservice.telemetry.Traces;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells as-connection-service what waits in the outbox: the oldest event of every stream at once, then the next ones.
 * What this replica has just written it knows and only has to claim. Everything else it searches for: what other replicas
 * left, what did not fit here, what is to be tried again, what had to wait for another event of its stream.
 */
@Service
class OutboxDrainer implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxDrainer.class);
    /** Fewer than the bulkhead and connection pool of as-connection-service hold. */
    private static final int BATCH = 24;

    private static final Duration CLAIM = Duration.ofSeconds(10);

    /** As many written events as are kept here until they are told; others are found. */
    private static final int KNOWN = 1_000;

    /** While known events keep coming, others are searched for as often as this. */
    private static final Duration SEARCH = Duration.ofMillis(100);

    /** Events are told at once, each in at most two seconds. */
    private static final Duration LONGEST_BATCH = Duration.ofSeconds(3);

    /** While nothing is taken, nudges wait this long: each commit gives one, and each would be in vain. */
    private static final Duration PAUSE = Duration.ofMillis(900);

    /** After this many tries the pause grows no more: 8 s, so that all is told soon after the other side is back. */
    private static final int LONGEST_PAUSE_AFTER = 3;

    private final OutboxRepository outbox;
    private final ConnectionClient connection;
    private final Traces traces;
    private final Clock clock;
    private final Counter dropped;
    private final Nudge nudge = new Nudge("outbox", this::drain);
    private final BlockingQueue<OutboxEvent> known = new ArrayBlockingQueue<>(KNOWN);
    private Instant searched = Instant.EPOCH;
    private volatile boolean stopping;
    private volatile Instant pausedUntil = Instant.EPOCH;

    OutboxDrainer(
            OutboxRepository outbox, ConnectionClient connection, Traces traces, Clock clock, MeterRegistry metrics) {
        this.outbox = outbox;
        this.connection = connection;
        this.traces = traces;
        this.clock = clock;
        this.dropped = Counter.builder("callservice.events.dropped")
                .description("Live events given up because as-connection-service did not take them in time")
                .register(metrics);
    }

    /** Takes note of events that are written and committed, and starts telling. */
    void tellSoon(List<OutboxEvent> written) {
        // What finds no room waits in the table all the same.
        written.forEach(known::offer);
        nudge();
    }

    /** Starts telling what waits, on a thread of its own, unless that is already about to happen. */
    void nudge() {
        nudge.give();
    }

    /** Tells all that is due, until nothing is left to tell now or as-connection-service takes nothing. */
    void drain() {
        boolean goOn = !clock.instant().isBefore(pausedUntil);
        while (goOn && !stopping) {
            Instant now = clock.instant();
            boolean search = known.isEmpty() || !now.isBefore(searched.plus(SEARCH));
            List<OutboxEvent> claimed = search ? search(now) : take(now);
            goOn = claimed.isEmpty() ? !search || !known.isEmpty() : settle(claimed);
        }
    }

    private List<OutboxEvent> search(Instant now) {
        searched = now;
        return outbox.claim(now, now.plus(CLAIM), BATCH);
    }

    /** Claims the next of the known events; those that others have taken, or that have to wait, are left to the search. */
    private List<OutboxEvent> take(Instant now) {
        List<OutboxEvent> next = new ArrayList<>(BATCH);
        known.drainTo(next, BATCH);
        Set<Long> claimed = outbox.claim(
                now, now.plus(CLAIM), next.stream().map(OutboxEvent::id).toList());
        return next.stream().filter(event -> claimed.contains(event.id())).toList();
    }

    /** Tells a batch, and whether going on makes sense: not while none of it was taken. */
    private boolean settle(List<OutboxEvent> claimed) {
        Map<OutboxEvent, BroadcastResult> results = tell(claimed);
        Instant now = clock.instant();
        List<OutboxEvent> again = new ArrayList<>();
        List<Long> done = new ArrayList<>();
        results.forEach((event, result) -> {
            if (result == BroadcastResult.UNAVAILABLE && !now.isAfter(event.expiresAt())) {
                again.add(event);
            } else {
                done.add(event.id());
                count(event, result);
            }
        });
        outbox.delete(done);
        outbox.postpone(again.stream().map(OutboxEvent::id).toList(), now.plus(pauseAfter(again)));
        if (done.isEmpty() && claimed.size() > 1) {
            // One event alone may be its own trouble; several say that the other side is down.
            pausedUntil = now.plus(PAUSE);
        }
        return !done.isEmpty();
    }

    private Map<OutboxEvent, BroadcastResult> tell(List<OutboxEvent> claimed) {
        return Flux.fromIterable(claimed)
                .flatMap(event -> tell(event).map(result -> Map.entry(event, result)), BATCH)
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .blockOptional()
                .orElseThrow();
    }

    /** Tells one event, within the trace of the change that it tells of. */
    private Mono<BroadcastResult> tell(OutboxEvent event) {
        Observation telling = traces.continuation(
                event.traceParent(), "callservice.event", event.live().event());
        return Mono.usingWhen(
                Mono.fromSupplier(telling::start),
                started -> started.scoped(() -> connection.broadcast(event.tenantId(), event.live())),
                started -> Mono.fromRunnable(started::stop));
    }

    private static Duration pauseAfter(List<OutboxEvent> failed) {
        int tries = failed.stream().mapToInt(OutboxEvent::attempts).min().orElse(0);
        return Backoff.after(Math.min(tries, LONGEST_PAUSE_AFTER));
    }

    private void count(OutboxEvent event, BroadcastResult result) {
        if (result != BroadcastResult.TOLD) {
            dropped.increment();
            LOG.warn(
                    "Dropped event {} of type {}: as-connection-service did not take it",
                    event.live().eventId(),
                    event.live().event());
        }
    }

    /** Lets a batch that is being told come to its end: cut off, it would be told again by another replica. */
    @Override
    public void destroy() {
        stopping = true;
        nudge.stop(LONGEST_BATCH);
    }
}
