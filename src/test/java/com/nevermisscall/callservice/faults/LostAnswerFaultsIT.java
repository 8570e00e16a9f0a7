package com.nevermisscall.callservice.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;

/** What happens to texts that twilio-server takes without a word. */
@FaultTrials(Lane.DEATH)
@Order(4)
class LostAnswerFaultsIT {

    private static final Scale SCALE = Scale.current();
    private static final int PER_SECOND = SCALE.of(1, 2);
    /** A try has 5 s. */
    private static final Duration TOO_LATE = Duration.ofSeconds(6);

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
}
