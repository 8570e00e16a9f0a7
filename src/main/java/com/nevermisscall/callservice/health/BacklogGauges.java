package com.nevermisscall.callservice.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Shows what waits in the database as gauges. Every replica looks by itself, in the background, and shows the same
 * numbers: take the maximum, not the sum. A scrape never waits for the database; while that does not answer, there are
 * no numbers (NaN) rather than old ones.
 */
@Component
class BacklogGauges implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(BacklogGauges.class);
    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final String CONVERSATIONS = "callservice.conversations.active";
    private static final String WAITING = "callservice.waiting";
    private static final String OLDEST = "callservice.waiting.oldest";

    private final BacklogRepository backlogs;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private volatile Backlog latest;

    BacklogGauges(BacklogRepository backlogs, Clock clock, MeterRegistry registry) {
        this.backlogs = backlogs;
        this.clock = clock;
        CustomizableThreadFactory threads = new CustomizableThreadFactory("backlog-");
        threads.setDaemon(true);
        this.timer = Executors.newSingleThreadScheduledExecutor(threads);
        inCharge("nobody", Backlog::unanswered, registry);
        inCharge("ai", Backlog::withAi, registry);
        inCharge("human", Backlog::withHuman, registry);
        waiting("text", Backlog::texts, Backlog::oldestText, registry);
        waiting("event", Backlog::events, Backlog::oldestEvent, registry);
        waiting("task", Backlog::tasks, Backlog::oldestTask, registry);
        waiting("ai_task", Backlog::aiTasks, Backlog::oldestAiTask, registry);
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        timer.scheduleWithFixedDelay(this::look, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks what waits. */
    void look() {
        try {
            latest = backlogs.at(clock.instant());
        } catch (DataAccessException | TransactionException e) {
            latest = null;
            log.debug("The backlog could not be counted: {}", e.getClass().getSimpleName());
        }
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
    }

    private void inCharge(String who, ToLongFunction<Backlog> count, MeterRegistry registry) {
        Gauge.builder(CONVERSATIONS, () -> of(count))
                .description("Active conversations, by who is in charge")
                .tags(Tags.of("in_charge", who))
                .register(registry);
    }

    private void waiting(
            String what, ToLongFunction<Backlog> count, Function<Backlog, Duration> age, MeterRegistry registry) {
        Gauge.builder(WAITING, () -> of(count))
                .description("Texts that wait for another try, events to be told, tasks that are due")
                .tags(Tags.of("what", what))
                .register(registry);
        TimeGauge.builder(OLDEST, () -> of(backlog -> age.apply(backlog).toMillis()), TimeUnit.MILLISECONDS)
                .description("How long the oldest of them has waited")
                .tags(Tags.of("what", what))
                .register(registry);
    }

    private double of(ToLongFunction<Backlog> number) {
        Backlog known = latest;
        return known == null ? Double.NaN : number.applyAsLong(known);
    }
}
