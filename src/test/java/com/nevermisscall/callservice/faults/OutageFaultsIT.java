package com.nevermisscall.callservice.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Order;

/** What happens while the database is gone. */
@FaultTrials(Lane.WEATHER)
@Order(2)
class OutageFaultsIT {

    private static final Scale SCALE = Scale.current();
    private static final int PER_SECOND = 3;
    private static final Duration CALM = SCALE.of(Duration.ofSeconds(5), Duration.ofSeconds(2));
    /** Replicas that have just started, beside others that start, would show that and not the outage. */
    private static final Duration WARM_UP = SCALE.of(Duration.ofSeconds(15), Duration.ZERO);

    private static final Duration SETTLED = Duration.ofSeconds(90);

    @FaultTrial(number = 6, title = "PostgreSQL stopped at once")
    void withoutDatabase(Cluster cluster, Trial trial) {
        List<Duration> outages = SCALE == Scale.FULL
                ? List.of(Duration.ofSeconds(10), Duration.ofSeconds(60))
                : List.of(Duration.ofSeconds(3));
        Business business = cluster.business(Duration.ofSeconds(3));
        List<Outage> done = new ArrayList<>();
        try (Traffic traffic = Traffic.ofCustomers(PER_SECOND, business)) {
            traffic.flowFor(WARM_UP);
            for (Duration outage : outages) {
                traffic.flowFor(CALM);
                cluster.stopDatabase();
                Instant gone = Instant.now();
                traffic.flowFor(outage);
                Instant returning = Instant.now();
                cluster.startDatabase();
                done.add(new Outage(gone, returning, Instant.now()));
                cluster.awaitReady();
            }
            traffic.flowFor(CALM);
            trial.load(traffic.words("callers who text")).faults("stopped for " + outages);
        }
        cluster.awaitSettled(business, SETTLED);

        Findings findings = Audit.of(cluster, business);
        trial.holds(findings);
        done.forEach(outage -> judge(outage, cluster, business, trial));
    }

    private static void judge(Outage outage, Cluster cluster, Business business, Trial trial) {
        List<Attempt> during = business.webhooks().attempts().stream()
                .filter(attempt ->
                        attempt.at().isAfter(outage.gone()) && attempt.end().isBefore(outage.returning()))
                .toList();
        assertThat(during).as("answers during the outage").isNotEmpty().noneMatch(Attempt::acknowledged);
        if (SCALE.judgesTime()) {
            assertThat(during).allMatch(attempt -> attempt.status() == 503 && attempt.retryAfter() != null);
        }
        trial.within(
                "503 within", Collections.max(during.stream().map(Attempt::took).toList()), Duration.ofMillis(1500));
        trial.within(
                "first countdown after the return within",
                cluster.recorder().dispatch().heard(business.tenantId()).stream()
                        .map(question -> Duration.between(outage.back(), question.at()))
                        .filter(after -> !after.isNegative())
                        .findFirst()
                        .orElseThrow(),
                Duration.ofSeconds(5));
    }

    /** From when to when there was no database: gone, asked to come back, back. */
    private record Outage(Instant gone, Instant returning, Instant back) {}
}
