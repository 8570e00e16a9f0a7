package com.nevermisscall.callservice.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;

/** What happens to texts that twilio-server does not take for a while, or takes without a word. */
@FaultTrials(Lane.PATIENCE)
@Order(3)
class SmsFaultsIT {

    private static final Scale SCALE = Scale.current();
    private static final int PER_SECOND = SCALE.of(1, 2);
    /** A try has 5 s. */
    private static final Duration TOO_LATE = Duration.ofSeconds(6);

    private static final Duration COME_BACK = Duration.ofSeconds(SCALE.of(7, 3));
    private static final Duration SETTLED = Duration.ofMinutes(3);

    @FaultTrial(number = 5, title = "twilio-server takes texts and drops its answers")
    void unanswered(Cluster cluster, Trial trial) {
        Business business = cluster.business(Duration.ofSeconds(2));
        cluster.recorder().twilio().behave(Manner.dropsAnswers(SCALE == Scale.FULL ? 0.2 : 0.4));
        try (Traffic traffic = Traffic.ofCustomers(PER_SECOND, business)) {
            traffic.flowFor(SCALE.of(Duration.ofSeconds(24), Duration.ofSeconds(4)));
            // Taken as well, but nobody waits for the answer any more, or can read it.
            cluster.recorder()
                    .twilio()
                    .behave(Manner.anyOf(
                            Manner.prompt(), Manner.prompt(), Manner.prompt().after(TOO_LATE), Manner.talksNonsense()));
            traffic.flowFor(SCALE.of(Duration.ofSeconds(12), Duration.ofSeconds(2)));
            cluster.recorder().twilio().recover();
            trial.load(traffic.words("callers who text"))
                    .faults("answers dropped (20 %), then too late or unreadable (half)");
        }
        cluster.awaitSettled(business, SETTLED);

        trial.holds(Audit.of(cluster, business));
        List<Heard> taken = cluster.recorder().twilio().taken(business.tenantId());
        long texts = taken.stream().map(Heard::key).distinct().count();
        assertThat(taken.size()).as("tries").isGreaterThan((int) texts);
        trial.measure(texts + " texts in " + taken.size() + " tries");
    }

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
