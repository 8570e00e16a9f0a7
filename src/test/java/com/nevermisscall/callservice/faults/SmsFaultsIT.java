package com.nevermisscall.callservice.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;

/** What happens to texts that twilio-server does not take for a while. */
@FaultTrials(Lane.PATIENCE)
@Order(6)
class SmsFaultsIT {

    private static final Scale SCALE = Scale.current();
    private static final int PER_SECOND = SCALE.of(1, 2);
    private static final Duration COME_BACK = Duration.ofSeconds(SCALE.of(7, 3));
    private static final Duration SETTLED = Duration.ofMinutes(3);

    @FaultTrial(number = 8, title = "twilio-server answers 429 with Retry-After, then 503")
    void refusedForNow(Cluster cluster, Trial trial) {
        Duration each = SCALE.of(Duration.ofSeconds(60), Duration.ofSeconds(2));
        Business business = cluster.business(Duration.ofSeconds(3));
        Instant back;
        try (Traffic traffic = Traffic.ofCustomers(PER_SECOND, business)) {
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
}
