package com.nevermisscall.callservice.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Order;

/**
 * What happens to replicas: they are killed, and replaced one after the other. In brief none is started under load; on a
 * busy machine that alone takes minutes.
 */
@FaultTrials(Lane.DEATH)
@Order(1)
class ProcessFaultsIT {

    private static final Scale SCALE = Scale.current();
    private static final int PER_SECOND = 3;
    private static final Duration CALM = SCALE.of(Duration.ofSeconds(1), Duration.ofSeconds(2));
    private static final Duration SETTLED = Duration.ofSeconds(90);

    @FaultTrial(number = 1, title = "kill -9 of a random replica")
    void killed(Cluster cluster, Trial trial) {
        int kills = SCALE.of(20, 1);
        Business business = cluster.business(Duration.ofSeconds(3));
        try (Traffic traffic = Traffic.ofCustomers(PER_SECOND, business)) {
            for (int kill = 0; kill < kills; kill++) {
                traffic.flowFor(CALM.plusMillis(ThreadLocalRandom.current().nextInt(1000)));
                Replica victim = cluster.balancer().next();
                victim.kill();
                traffic.flowFor(Duration.ofSeconds(1));
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
        trial.holds(findings);
        trial.within("countdown late by", findings.worstLateness(), Duration.ofMillis(7500));
    }

    @FaultTrial(number = 11, title = "rolling restart by SIGTERM")
    void replaced(Cluster cluster, Trial trial) {
        List<Replica> replicas = cluster.replicas().subList(0, SCALE.of(3, 1));
        Business business = cluster.business(Duration.ofSeconds(3));
        Duration slowestEnd = Duration.ZERO;
        try (Traffic traffic = Traffic.ofCustomers(PER_SECOND, business)) {
            for (Replica replica : replicas) {
                traffic.flowFor(CALM);
                Instant asked = Instant.now();
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
        trial.within("countdown late by", findings.worstLateness(), Duration.ofSeconds(20));
    }
}
