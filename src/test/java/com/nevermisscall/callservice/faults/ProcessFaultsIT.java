package com.nevermisscall.callservice.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;

/**
 * What happens to replicas: they are killed, and replaced one after the other. In brief none is started under load; on a
 * busy machine that alone takes minutes.
 */
@FaultTrials(Lane.DEATH)
@Order(1)
class ProcessFaultsIT {

    private static final Scale SCALE = Scale.current();
    private static final int PER_SECOND = SCALE.of(1, 2);
    /** A replica that has just been started takes most of a core for each customer a second. */
    private static final double PER_SECOND_WHILE_KILLED = SCALE == Scale.FULL ? 0.5 : 2;

    private static final Duration CALM = SCALE.of(Duration.ofSeconds(1), Duration.ofSeconds(2));
    private static final Duration SETTLED = Duration.ofSeconds(90);

    @FaultTrial(number = 1, title = "kill -9 of a random replica")
    void killed(Cluster cluster, Trial trial) {
        int kills = SCALE.of(20, 1);
        Business business = cluster.business(Duration.ofSeconds(3));
        // Slow enough that a replica is seldom killed without a text on the wire.
        cluster.recorder().twilio().behave(Manner.prompt().within(Duration.ofMillis(100), Duration.ofMillis(1500)));
        cluster.recorder().dispatch().behave(Manner.prompt().within(Duration.ofMillis(200), Duration.ofSeconds(2)));
        List<Instant> killed = new ArrayList<>();
        try (Traffic traffic = Traffic.ofCustomers(PER_SECOND_WHILE_KILLED, business)) {
            traffic.flowFor(CALM);
            for (int kill = 0; kill < kills; kill++) {
                letPass(ThreadLocalRandom.current().nextInt(1000));
                Replica victim = cluster.balancer().next();
                killed.add(Instant.now());
                victim.kill();
                if (SCALE == Scale.FULL) {
                    victim.start();
                    cluster.awaitReady();
                }
            }
            traffic.flowFor(CALM);
            trial.load(traffic.words("callers who text")).faults(kills + " × kill -9");
        }
        cluster.startAgain();
        cluster.awaitSettled(business, SETTLED);

        Findings findings = Audit.of(cluster, business);
        long onTheWire = onTheWire(cluster.recorder(), business, killed);
        trial.measure(onTheWire + " texts and questions were on the wire when one was killed");
        trial.holds(findings);
        assertThat(findings.lateness()).as("countdowns").isNotEmpty();
        trial.within("countdown late by", findings.worstLateness(), Duration.ofMillis(7500));
        if (SCALE == Scale.FULL) {
            assertThat(onTheWire).as("texts and questions on the wire").isPositive();
        }
    }

    private static void letPass(int millis) {
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS))
                .join();
    }

    /** How many texts and questions, of any replica, a collaborator had begun with at one of these moments. */
    private static long onTheWire(Recorder recorder, Business business, List<Instant> moments) {
        return Stream.of(recorder.twilio(), recorder.dispatch())
                .flatMap(standIn -> standIn.taken(business.tenantId()).stream())
                .filter(request -> moments.stream()
                        .anyMatch(moment -> request.at().isBefore(moment)
                                && request.takenAt().isAfter(moment)))
                .count();
    }

    @FaultTrial(number = 11, title = "rolling restart by SIGTERM")
    void replaced(Cluster cluster, Trial trial) {
        List<Replica> replicas = cluster.replicas().subList(0, SCALE.of(3, 1));
        Business business = cluster.business(Duration.ofSeconds(3));
        // Slow enough that a replica is asked to end in the middle of turns and texts.
        cluster.recorder().twilio().behave(Manner.prompt().within(Duration.ofMillis(200), Duration.ofSeconds(2)));
        cluster.recorder().dispatch().behave(Manner.prompt().within(Duration.ofSeconds(1), Duration.ofSeconds(5)));
        List<Instant> terminated = new ArrayList<>();
        Duration slowestEnd = Duration.ZERO;
        try (Traffic traffic = Traffic.ofCustomers(PER_SECOND, business)) {
            for (Replica replica : replicas) {
                traffic.flowFor(CALM);
                Instant asked = Instant.now();
                terminated.add(asked);
                replica.terminate();
                replica.awaitEnd();
                Duration took = Duration.between(asked, Instant.now());
                slowestEnd = took.compareTo(slowestEnd) > 0 ? took : slowestEnd;
                if (SCALE == Scale.FULL) {
                    replica.start();
                    cluster.awaitReady();
                }
            }
            traffic.flowFor(CALM);
            trial.load(traffic.words("callers who text")).faults(replicas.size() + " × SIGTERM");
        }
        cluster.startAgain();
        cluster.awaitSettled(business, SETTLED);

        Findings findings = Audit.of(cluster, business);
        trial.holds(findings);
        assertThat(business.webhooks().attempts())
                .as("requests to a replica that says it is ready")
                .filteredOn(Attempt::saidReady)
                .filteredOn(attempt -> !attempt.acknowledged())
                .filteredOn(attempt -> SCALE.judgesTime() || !attempt.isAskedToComeBack())
                .isEmpty();
        trial.within("ended within", slowestEnd, Duration.ofSeconds(20));
        assertThat(findings.lateness()).as("countdowns").isNotEmpty();
        trial.within("countdown late by", findings.worstLateness(), Duration.ofSeconds(20));
        Duration slowestHandOver = slowestHandOver(cluster.recorder(), business, terminated);
        trial.within("what was under way was done within", slowestHandOver, Duration.ofSeconds(20));
        if (SCALE == Scale.FULL) {
            assertThat(slowestHandOver).as("hand-over of turns under way").isPositive();
        }
    }

    /** From the SIGTERM in the middle of a turn, of any replica, until the customer had the AI's text. */
    private static Duration slowestHandOver(Recorder recorder, Business business, List<Instant> terminated) {
        Map<String, Instant> asked = recorder.firstQuestions(business.tenantId());
        return recorder.twilio().taken(business.tenantId()).stream()
                .filter(text -> text.text().startsWith(Recorder.aiAnswerTo("")))
                .flatMap(text -> terminated.stream()
                        .filter(moment -> asked.get(text.to()).isBefore(moment)
                                && text.takenAt().isAfter(moment))
                        .map(moment -> Duration.between(moment, text.takenAt())))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
