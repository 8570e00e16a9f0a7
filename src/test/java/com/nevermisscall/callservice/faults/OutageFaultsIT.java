package com.nevermisscall.callservice.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;

/** What happens while the database is gone. */
@FaultTrials(Lane.WEATHER)
@Order(2)
class OutageFaultsIT {

    private static final Scale SCALE = Scale.current();
    private static final int PER_SECOND = SCALE.of(1, 2);
    private static final Duration CALM = SCALE.of(Duration.ofSeconds(5), Duration.ofSeconds(2));
    /** Replicas that have just started, beside others that start, would show that and not the outage. */
    private static final Duration WARM_UP = SCALE.of(Duration.ofSeconds(15), Duration.ZERO);

    /** Nothing is parked for minutes, because it failed while there was no database. */
    private static final Duration PARKED = Duration.ofSeconds(20);

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
                Instant gone = Instant.now();
                cluster.stopDatabase();
                Instant stopped = Instant.now();
                traffic.flowFor(outage);
                Instant returning = Instant.now();
                cluster.startDatabase();
                done.add(new Outage(gone, stopped, returning, Instant.now()));
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
        refusals(outage, business, trial);
        List<FiredCountdown> overdue = FiredCountdown.of(List.of(business.tenantId()), cluster.database()).stream()
                .filter(countdown -> countdown.due().isBefore(outage.back())
                        && countdown.fired().isAfter(outage.back()))
                .toList();
        if (SCALE == Scale.FULL) {
            assertThat(overdue).as("countdowns that fell due meanwhile").isNotEmpty();
        }
        List<Duration> afterReturn = overdue.stream()
                .map(countdown -> Duration.between(outage.back(), countdown.fired()))
                .sorted()
                .toList();
        if (!afterReturn.isEmpty()) {
            trial.within("first overdue countdown after", afterReturn.get(0), Duration.ofSeconds(5));
            trial.within("the last after", afterReturn.get(afterReturn.size() - 1), PARKED);
        }
        trial.within("texts that waited went out after", slowestText(outage, cluster, business), PARKED);
    }

    /** Whoever asked while there was no database, and whose request was under way when it went. */
    private static void refusals(Outage outage, Business business, Trial trial) {
        List<Attempt> during = business.webhooks().attempts().stream()
                .filter(attempt -> attempt.at().isBefore(outage.returning())
                        && attempt.end().isAfter(outage.gone()))
                .filter(attempt -> !attempt.acknowledged())
                .toList();
        assertThat(during).as("refusals during the outage").isNotEmpty();
        assertThat(business.webhooks().attempts())
                .as("acknowledged without a database")
                .filteredOn(attempt ->
                        attempt.at().isAfter(outage.stopped()) && attempt.end().isBefore(outage.returning()))
                .noneMatch(Attempt::acknowledged);
        if (SCALE.judgesTime()) {
            assertThat(during).as("how they are refused").allMatch(Attempt::isAskedToComeBack);
        }
        trial.within(
                "503 within",
                during.stream()
                        .map(attempt -> Duration.between(
                                attempt.at().isBefore(outage.gone()) ? outage.gone() : attempt.at(), attempt.end()))
                        .max(Duration::compareTo)
                        .orElseThrow(),
                Duration.ofMillis(1500));
    }

    /** From the return until the last text was accepted that had been stored before it went. */
    private static Duration slowestText(Outage outage, Cluster cluster, Business business) {
        return cluster
                .database()
                .sql("SELECT sent_at FROM messages WHERE tenant_id = ? AND created_at < ? AND sent_at > ?")
                .params(business.tenantId(), Timestamp.from(outage.gone()), Timestamp.from(outage.back()))
                .query(Timestamp.class)
                .list()
                .stream()
                .map(sent -> Duration.between(outage.back(), sent.toInstant()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** From when to when there was no database: asked to go, gone, asked to come back, back. */
    private record Outage(Instant gone, Instant stopped, Instant returning, Instant back) {}
}
