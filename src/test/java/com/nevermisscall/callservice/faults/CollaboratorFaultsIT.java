package com.nevermisscall.callservice.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What happens while the services beside it hang, fail and talk nonsense. */
@FaultTrials(Lane.WEATHER)
class CollaboratorFaultsIT {

    private static final Scale SCALE = Scale.current();
    private static final int PER_SECOND = SCALE.of(4, 2);
    private static final Duration SETTLED = Duration.ofSeconds(120);

    @FaultTrial(number = 7, title = "the AI hangs")
    void hangingAi(Cluster cluster, Trial trial) {
        Duration before = SCALE.of(Duration.ofSeconds(45), Duration.ofSeconds(3));
        Duration hanging = SCALE.of(Duration.ofMinutes(3), Duration.ofSeconds(12));
        Business business = cluster.business(Duration.ofSeconds(2));
        Instant since;
        Instant back;
        try (Traffic traffic = Traffic.ofCustomers(PER_SECOND, business)) {
            traffic.flowFor(before);
            since = Instant.now();
            cluster.recorder().dispatch().behave(Manner.prompt().after(Duration.ofSeconds(30)));
            traffic.flowFor(hanging);
            if (SCALE == Scale.FULL) {
                assertThat(cluster.replicas())
                        .as("replicas that know the AI to be down")
                        .anyMatch(replica -> cluster.balancer().isDegraded(replica));
            }
            cluster.recorder().dispatch().recover();
            back = Instant.now();
            await().atMost(SETTLED)
                    .until(() -> cluster.replicas().stream()
                            .noneMatch(replica -> cluster.balancer().isDegraded(replica)));
            trial.within("all circuits closed after", Duration.between(back, Instant.now()), Duration.ofSeconds(15));
            trial.load(traffic.words("callers who text"))
                    .faults("answers after 30 s, for " + hanging.toSeconds() + " s");
        }
        cluster.awaitSettled(business, SETTLED);

        trial.holds(Audit.whereTheAiFails(cluster, business));
        Latencies.Windows usual = Latencies.windows(between(business, Instant.MIN, since));
        Latencies.Windows troubled = Latencies.windows(between(business, since.plusSeconds(2), back));
        trial.measure(
                "webhook p99 before %s, spread %s".formatted(Trial.words(usual.middle()), Trial.words(usual.spread())));
        trial.within(
                "webhook p99 meanwhile",
                troubled.middle(),
                usual.middle().multipliedBy(11).dividedBy(10).plus(usual.spread()));
    }

    @FaultTrial(number = 9, title = "as-connection-service and ts-tenant-service down")
    void nobodyToTellOrAsk(Cluster cluster, Trial trial) {
        List<Manner> troubles = SCALE == Scale.FULL
                ? List.of(Manner.hangs(), Manner.fails(500), Manner.hangs())
                : List.of(Manner.hangs());
        Duration each = SCALE.of(Duration.ofSeconds(20), Duration.ofSeconds(5));
        Business business = cluster.business(Duration.ofSeconds(3));
        try (Traffic traffic = Traffic.ofCustomers(PER_SECOND, business)) {
            for (Manner trouble : troubles) {
                cluster.recorder().connection().behave(trouble);
                cluster.recorder().tenant().behave(trouble);
                traffic.flowFor(each);
            }
            cluster.recorder().tenant().behave(Manner.talksNonsense());
            traffic.flowFor(each);
            trial.load(traffic.words("callers who text")).faults("hanging, failing, talking nonsense");
        }
        cluster.recorder().recover();
        cluster.awaitSettled(business, SETTLED);

        // Its circuit may still be half open after the trial in which it hung.
        trial.holds(Audit.whereTheAiFails(cluster, business));
        trial.within(
                "slowest webhook",
                business.webhooks().attempts().stream()
                        .map(Attempt::took)
                        .max(Duration::compareTo)
                        .orElseThrow(),
                Duration.ofSeconds(3));
    }

    private static Stream<Attempt> between(Business business, Instant from, Instant to) {
        return business.webhooks().attempts().stream()
                .filter(attempt -> attempt.at().isAfter(from) && attempt.at().isBefore(to));
    }
}
