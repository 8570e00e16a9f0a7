package com.nevermisscall.callservice.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What happens while twilio-server takes no texts, and while those hang, fail and talk nonsense that are told of events
 * and asked about businesses. The latter after the former: how long a webhook takes is not for a replica to show that has
 * just been started.
 */
@FaultTrials(Lane.PATIENCE)
@Order(6)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CollaboratorFaultsIT {

    private static final Scale SCALE = Scale.current();
    private static final Duration SETTLED = Duration.ofMinutes(3);
    private static final Duration COME_BACK = Duration.ofSeconds(SCALE.of(7, 3));

    @Order(1)
    @FaultTrial(number = 8, title = "twilio-server answers 429 with Retry-After, then 503")
    void refusedForNow(Cluster cluster, Trial trial) {
        Duration each = SCALE.of(Duration.ofSeconds(60), Duration.ofSeconds(2));
        Business business = cluster.business(Duration.ofSeconds(3));
        Instant back;
        try (Traffic traffic = Traffic.ofCustomers(SCALE.of(1, 2), business)) {
            cluster.recorder().twilio().behave(Manner.fails(429, COME_BACK));
            traffic.flowFor(each);
            cluster.recorder().twilio().behave(Manner.fails(503));
            traffic.flowFor(each);
            cluster.recorder().twilio().behave(Manner.fails(503, COME_BACK));
            traffic.flowFor(each);
            cluster.recorder().twilio().recover();
            back = Instant.now();
            trial.load(traffic.words("callers who text"))
                    .faults("429 with Retry-After %d, 503 without, 503 with it, each for %d s"
                            .formatted(COME_BACK.toSeconds(), each.toSeconds()));
        }
        cluster.awaitSettled(business, SETTLED);
        Instant settled = Instant.now();

        trial.holds(Audit.of(cluster, business));
        assertComesBackWhenTold(cluster.recorder().twilio().heard(business.tenantId()));
        trial.within("all delivered after", Duration.between(back, settled), Duration.ofMinutes(2));
    }

    private static void assertComesBackWhenTold(List<Heard> tries) {
        assertThat(tries.stream()
                        .filter(text -> text.refused() != null)
                        .map(Heard::key)
                        .filter(key ->
                                tries.stream().anyMatch(other -> other.key().equals(key) && other.refused() == null)))
                .as("texts that were told when to come back, and came")
                .isNotEmpty();
        tries.stream().collect(Collectors.groupingBy(Heard::key)).values().forEach(ofOneText -> {
            for (int i = 1; i < ofOneText.size(); i++) {
                Heard before = ofOneText.get(i - 1);
                if (before.refused() != null) {
                    assertThat(Duration.between(before.at(), ofOneText.get(i).at()))
                            .as("pause after Retry-After")
                            .isGreaterThanOrEqualTo(before.refused());
                }
            }
        });
    }

    @Order(2)
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
