package com.nevermisscall.callservice.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;

/** What happens while the services hang, fail and talk nonsense that are told of events and asked about businesses. */
@FaultTrials(Lane.PATIENCE)
@Order(3)
class CollaboratorFaultsIT {

    private static final Scale SCALE = Scale.current();
    private static final Duration SETTLED = Duration.ofSeconds(120);

    @FaultTrial(number = 9, title = "as-connection-service and ts-tenant-service down")
    void nobodyToTellOrAsk(Cluster cluster, Trial trial) {
        // The last one lets the business be known, and then it is not asked about any more.
        List<Manner> troubles = SCALE == Scale.FULL
                ? List.of(Manner.hangs(), Manner.fails(500), Manner.talksNonsense(), Manner.dropsAnswers(0.5))
                : List.of(Manner.hangs(), Manner.talksNonsense());
        Duration each = SCALE.of(Duration.ofSeconds(11), Duration.ofSeconds(2));
        Business business = cluster.business(Duration.ofSeconds(3));
        List<Instant> changes = new ArrayList<>();
        try (Traffic traffic = Traffic.ofCustomers(SCALE.of(1, 2), business)) {
            for (Manner trouble : troubles) {
                changes.add(Instant.now());
                cluster.recorder().connection().behave(trouble);
                cluster.recorder().tenant().behave(trouble);
                traffic.flowFor(each);
            }
            changes.add(Instant.now());
            trial.load(traffic.words("callers who text"))
                    .faults("hanging, failing, talking nonsense, dropping half of the answers");
        }
        cluster.recorder().recover();
        cluster.awaitSettled(business, SETTLED);

        trial.holds(Audit.of(cluster, business));
        for (StandIn silent :
                List.of(cluster.recorder().connection(), cluster.recorder().tenant())) {
            List<Long> asked = asked(silent, business, changes);
            trial.measure("asked in each trouble " + asked);
            assertThat(asked).as("how often it was asked").anyMatch(count -> count > 0);
            if (SCALE == Scale.FULL) {
                assertThat(asked).as("how often it was asked in each trouble").doesNotContain(0L);
            }
        }
        trial.within(
                "slowest webhook",
                business.webhooks().attempts().stream()
                        .map(Attempt::took)
                        .max(Duration::compareTo)
                        .orElseThrow(),
                Duration.ofSeconds(3));
    }

    /** How often a collaborator was asked between each of these moments and the next. */
    private static List<Long> asked(StandIn collaborator, Business business, List<Instant> moments) {
        List<Heard> heard = collaborator.heard(business.tenantId());
        return IntStream.range(1, moments.size())
                .mapToObj(next -> heard.stream()
                        .filter(request -> request.at().isAfter(moments.get(next - 1))
                                && request.at().isBefore(moments.get(next)))
                        .count())
                .toList();
    }
}
