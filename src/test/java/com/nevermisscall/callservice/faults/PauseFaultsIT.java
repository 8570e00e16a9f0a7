package com.nevermisscall.callservice.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Order;

/** What happens when a replica stands still for a while and knows nothing of it. */
@FaultTrials(Lane.PATIENCE)
@Order(4)
class PauseFaultsIT {

    private static final Scale SCALE = Scale.current();
    private static final int PER_SECOND = 3;
    private static final Duration CALM = SCALE.of(Duration.ofSeconds(3), Duration.ofSeconds(2));
    private static final Duration SETTLED = Duration.ofSeconds(90);

    @FaultTrial(number = 2, title = "SIGSTOP of a replica, while people reply")
    void paused(Cluster cluster, Trial trial) {
        int rounds = SCALE.of(3, 1);
        Duration longPause = SCALE.of(Duration.ofSeconds(30), Duration.ofSeconds(11));
        Business business = cluster.business(Duration.ofSeconds(2));
        cluster.recorder().dispatch().behave(Manner.prompt().within(Duration.ofMillis(200), Duration.ofMillis(2000)));
        try (Traffic traffic = Traffic.of(PER_SECOND, () -> textsAndMayBeRepliedTo(business))) {
            for (int round = 0; round < rounds; round++) {
                traffic.flowFor(CALM);
                List<Replica> victims = new ArrayList<>(cluster.replicas());
                Collections.shuffle(victims);
                victims.get(0).pause();
                if (SCALE == Scale.FULL) {
                    for (Replica other : List.of(victims.get(1), victims.get(2), victims.get(1))) {
                        other.pause();
                        traffic.flowFor(Duration.ofSeconds(10));
                        other.resume();
                    }
                } else {
                    traffic.flowFor(longPause);
                }
                victims.get(0).resume();
                cluster.awaitReady();
            }
            traffic.flowFor(Duration.ofSeconds(2));
            trial.load(traffic.words("who text, half of them replied to"))
                    .faults(rounds + " × " + longPause.toSeconds() + " s"
                            + (SCALE == Scale.FULL ? " and within them " + 3 * rounds + " × 10 s" : ""));
        }
        cluster.awaitSettled(business, SETTLED);

        // Who wakes finds that all answers are long overdue, and may take the AI for one that hangs.
        trial.holds(Audit.whereTheAiFails(cluster, business));
    }

    /** Texts, and half of the time a person replies at some moment around the AI's turn. */
    private static CompletableFuture<?> textsAndMayBeRepliedTo(Business business) {
        Customer customer = business.customer();
        CompletableFuture<Attempt> text = customer.texts("My tap drips");
        return ThreadLocalRandom.current().nextBoolean()
                ? text
                : text.thenCompose(answer -> customer.isRepliedToAfter(
                        ThreadLocalRandom.current().nextLong(1900, 6000), answer.text("conversationId")));
    }
}
