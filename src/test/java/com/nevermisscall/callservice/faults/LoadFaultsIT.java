package com.nevermisscall.callservice.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;

/** What happens when more comes than can be done. In full alone on the machine, because it takes all of it. */
@FaultTrials(value = Lane.WEATHER, alone = true)
@Order(9)
class LoadFaultsIT {

    private static final Scale SCALE = Scale.current();
    private static final Duration SETTLED = Duration.ofMinutes(4);
    private static final Duration QUICK = Duration.ofMillis(500);

    /** A replica's limit in Kubernetes (docker/kubernetes). */
    private static final long MAX_MEGABYTES = 640;

    @FaultTrial(number = 10, title = "three times the load that it can carry")
    void overloaded(Cluster cluster, Trial trial) {
        Duration flood = SCALE.of(Duration.ofMinutes(1), Duration.ofSeconds(4));
        List<Business> businesses = Stream.generate(() -> cluster.business(Duration.ofSeconds(SCALE.of(5, 2))))
                .limit(10)
                .toList();
        AtomicInteger turn = new AtomicInteger();
        Supplier<CompletableFuture<Attempt>> text = () -> businesses
                .get(turn.getAndIncrement() % businesses.size())
                .customer()
                .textsOnce("My tap drips");
        double capacity = capacity(text);
        Business quiet = cluster.business(Duration.ofSeconds(SCALE.of(5, 2)));

        Instant begin = Instant.now();
        Instant end;
        long resident;
        try (Traffic fewTexts = Traffic.of(1, () -> quiet.customer().texts("My tap drips"));
                Traffic traffic = Traffic.of(3 * capacity, text::get)) {
            resident = residentWhile(cluster, () -> traffic.flowFor(flood));
            end = Instant.now();
            trial.load(traffic.words("texts of new customers") + ", and " + fewTexts.words("of a quiet business"))
                    .faults("three times the %.0f a second that it carries".formatted(capacity));
        }
        awaitQuick(text);
        trial.within("normal after", Duration.between(end, Instant.now()), Duration.ofSeconds(30));
        cluster.awaitNoCountdown(SETTLED);
        Set<String> withdrawn = SCALE == Scale.FULL ? withdrawTurns(cluster, businesses) : Set.of();
        cluster.awaitNothingOwed(SETTLED);

        trial.holds(Audit.whereTurnsWereWithdrawn(
                withdrawn,
                cluster,
                Stream.concat(Stream.of(quiet), businesses.stream()).toList()));
        List<Attempt> during = businesses.stream()
                .flatMap(business -> business.webhooks().attempts().stream())
                .filter(attempt -> attempt.at().isAfter(begin) && attempt.at().isBefore(end))
                .toList();
        judge(during, trial);
        double perSecond = Duration.between(begin, end).toMillis() / 1000.0 * capacity;
        trial.atLeast("sent, of what it carries", during.size() / perSecond, 2.7);
        trial.atLeast(
                "accepted, of what it carries",
                during.stream().filter(Attempt::acknowledged).count() / perSecond,
                0.5);
        trial.within("countdowns of a quiet business late by", latest(cluster, quiet), Duration.ofSeconds(1));
        trial.measure("resident %d MB a replica (mark %d MB)".formatted(resident, MAX_MEGABYTES));
        assertThat(resident).as("resident memory in MB").isLessThanOrEqualTo(MAX_MEGABYTES);
    }

    /** Of most businesses it is enough that every countdown has fired; for one all answers are waited for. */
    private static Set<String> withdrawTurns(Cluster cluster, List<Business> businesses) {
        return AiTurns.withdraw(
                businesses.stream().skip(1).map(Business::tenantId).toList(), cluster.database());
    }

    private static void judge(List<Attempt> attempts, Trial trial) {
        List<Attempt> accepted = attempts.stream().filter(Attempt::acknowledged).toList();
        List<Attempt> refused =
                attempts.stream().filter(attempt -> !attempt.acknowledged()).toList();
        trial.measure(accepted.size() + " accepted, " + refused.size() + " refused");
        assertThat(accepted).as("accepted").isNotEmpty();
        assertThat(refused).as("refused").isNotEmpty();
        if (SCALE.judgesTime()) {
            assertThat(refused).as("how they are refused").allMatch(Attempt::isAskedToComeBack);
        }
        trial.within("accepted p99", Latencies.p99(took(accepted)), QUICK);
        trial.within("refused p99", Latencies.p99(took(refused)), QUICK);
    }

    private static Duration latest(Cluster cluster, Business business) {
        return FiredCountdown.of(List.of(business.tenantId()), cluster.database()).stream()
                .map(FiredCountdown::lateness)
                .max(Duration::compareTo)
                .orElseThrow();
    }

    private static List<Duration> took(List<Attempt> attempts) {
        return attempts.stream().map(Attempt::took).toList();
    }

    /**
     * How many a second are answered when sixteen senders each wait for the answer before they send again: counted once
     * the AI answers as many customers as text, because that is a part of what there is to carry. And nowhere does a
     * replica meet a flood that has met nobody before.
     */
    private static double capacity(Supplier<CompletableFuture<Attempt>> text) {
        answered(text, SCALE.of(Duration.ofSeconds(10), Duration.ofSeconds(1)));
        Duration counted = SCALE.of(Duration.ofSeconds(10), Duration.ofSeconds(2));
        return answered(text, counted) * 1000.0 / counted.toMillis();
    }

    private static int answered(Supplier<CompletableFuture<Attempt>> text, Duration time) {
        Instant end = Instant.now().plus(time);
        AtomicInteger answered = new AtomicInteger();
        CompletableFuture.allOf(IntStream.range(0, 16)
                        .mapToObj(sender -> repeatUntil(end, text, answered))
                        .toArray(CompletableFuture[]::new))
                .join();
        return answered.get();
    }

    private static CompletableFuture<?> repeatUntil(
            Instant end, Supplier<CompletableFuture<Attempt>> text, AtomicInteger answered) {
        return Instant.now().isAfter(end)
                ? CompletableFuture.completedFuture(null)
                : text.get().thenCompose(attempt -> {
                    answered.addAndGet(attempt.acknowledged() ? 1 : 0);
                    return repeatUntil(end, text, answered);
                });
    }

    /** Returns when ten texts in a row are accepted quickly, where time is judged, or at all. */
    private static void awaitQuick(Supplier<CompletableFuture<Attempt>> text) {
        await().atMost(SETTLED)
                .until(() -> Stream.generate(() -> text.get().join())
                        .limit(10)
                        .allMatch(attempt -> attempt.acknowledged()
                                && (attempt.took().compareTo(QUICK) < 0 || !SCALE.judgesTime())));
    }

    /** The most resident memory in MB that a replica had at one time while this ran. */
    private static long residentWhile(Cluster cluster, Runnable work) {
        CompletableFuture<Void> running = CompletableFuture.runAsync(work);
        long most = 0;
        do {
            most = cluster.replicas().stream()
                    .mapToLong(Replica::residentMegabytes)
                    .reduce(most, Math::max);
        } while (!isOver(running));
        return most;
    }

    /** Whether it is, within half a second; fails as it has. */
    private static boolean isOver(CompletableFuture<?> running) {
        try {
            running.get(500, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillRunning) {
            return false;
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @FaultTrial(number = 12, title = "many countdowns at one instant, and a steady stream beside many that wait")
    void manyCountdowns(Cluster cluster, Trial trial) {
        int atOnce = SCALE.of(10_000, 200);
        int waiting = SCALE.of(20_000, 400);
        int steady = SCALE.of(2_000, 50);
        Duration apart = Duration.ofMillis(SCALE.of(10, 50));
        trial.load(atOnce + " countdowns")
                .faults("due at one instant; then one each " + apart.toMillis() + " ms, " + steady + " in all, beside "
                        + waiting + " that wait");

        Countdowns instant = Countdowns.put(cluster, atOnce, Instant.now().plusSeconds(SCALE.of(7, 2)), Duration.ZERO);
        awaitAnswered(instant);
        cluster.awaitNothingOwed(SETTLED);
        Findings findings = new Findings();
        instant.enter(findings);
        trial.within(
                "all fired within",
                instant.latenesses().stream().max(Duration::compareTo).orElseThrow(),
                Duration.ofSeconds(20));

        Countdowns idle = Countdowns.put(cluster, waiting, Instant.now().plus(Duration.ofHours(2)), Duration.ZERO);
        Countdowns stream = Countdowns.put(cluster, steady, Instant.now().plusSeconds(SCALE.of(5, 2)), apart);
        awaitAnswered(stream);
        assertThat(idle.latenesses()).as("fired hours too early").isEmpty();
        idle.withdraw();
        cluster.awaitNothingOwed(SETTLED);
        stream.enter(findings);
        trial.holds(findings);
        trial.within("lateness of the stream p99", Latencies.p99(stream.latenesses()), QUICK);
    }

    /** In full of most only that they have fired. */
    private static void awaitAnswered(Countdowns countdowns) {
        countdowns.awaitFired(SETTLED);
        if (SCALE == Scale.FULL) {
            countdowns.withdrawTurns();
        }
        countdowns.awaitAnswered(SETTLED);
    }
}
