package com.nevermisscall.callservice.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;

/** What happens when a replica stands still for a while and knows nothing of it. */
@FaultTrials(Lane.PATIENCE)
@Order(4)
class PauseFaultsIT {

    private static final Scale SCALE = Scale.current();
    private static final int PER_SECOND = SCALE.of(1, 2);
    private static final Duration CALM = SCALE.of(Duration.ofSeconds(3), Duration.ofSeconds(2));
    private static final Duration SETTLED = Duration.ofSeconds(90);

    @FaultTrial(number = 2, title = "SIGSTOP of a replica, while people reply")
    void paused(Cluster cluster, Trial trial) {
        int rounds = SCALE.of(3, 1);
        Duration longPause = SCALE.of(Duration.ofSeconds(30), Duration.ofSeconds(11));
        Business business = cluster.business(Duration.ofSeconds(2));
        cluster.recorder().dispatch().behave(Manner.prompt().within(Duration.ofMillis(200), Duration.ofMillis(2000)));
        cluster.recorder().twilio().behave(Manner.prompt().within(Duration.ofMillis(100), Duration.ofMillis(1500)));
        try (Traffic traffic = Traffic.of(PER_SECOND, () -> textsAndMayBeRepliedTo(business))) {
            for (int round = 0; round < rounds; round++) {
                traffic.flowFor(CALM);
                List<Replica> victims = new ArrayList<>(cluster.replicas());
                Collections.shuffle(victims);
                awaitTurn(cluster);
                victims.get(0).pause();
                if (SCALE == Scale.FULL) {
                    for (Replica other : List.of(victims.get(1), victims.get(2), victims.get(1))) {
                        awaitTurn(cluster);
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
        Findings findings = Audit.whereTheAiFails(cluster, business, ever -> true);
        trial.holds(findings);
        trial.atMost(
                "AI turns left to people, of all texts",
                (double) findings.turnsLeftToPeople() / business.customers().size(),
                0.1);
    }

    /** Returns in the middle of something: the AI is just being asked, or an AI text is just on its way. */
    private static void awaitTurn(Cluster cluster) {
        Recorder recorder = cluster.recorder();
        CompletableFuture<Heard> begun = ThreadLocalRandom.current().nextBoolean()
                ? recorder.dispatch().next(any -> true)
                : recorder.twilio().next(any -> true);
        begun.completeOnTimeout(null, 5, TimeUnit.SECONDS).join();
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
