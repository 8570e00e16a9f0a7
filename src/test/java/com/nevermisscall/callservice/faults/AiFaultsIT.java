package com.nevermisscall.callservice.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;

/** What happens while dispatch-bot-ai hangs. */
@FaultTrials(Lane.WEATHER)
@Order(5)
class AiFaultsIT {

    private static final Scale SCALE = Scale.current();
    private static final int PER_SECOND = 2;
    private static final Duration CALM = SCALE.of(Duration.ofSeconds(5), Duration.ofMillis(500));
    private static final Duration RECOVERS = Duration.ofSeconds(15);
    private static final Duration SETTLED = Duration.ofSeconds(120);

    @FaultTrial(number = 7, title = "the AI hangs")
    void hangingAi(Cluster cluster, Trial trial) {
        Duration warmingUp = SCALE.of(Duration.ofSeconds(10), Duration.ofSeconds(1));
        Duration before = SCALE.of(Duration.ofSeconds(15), Duration.ofSeconds(2));
        Duration hanging = SCALE.of(Duration.ofMinutes(3), Duration.ofSeconds(8));
        Business business = cluster.business(Duration.ofSeconds(2));
        Instant warm;
        Instant since;
        Instant back;
        try (Traffic traffic = Traffic.ofCustomers(PER_SECOND, business)) {
            traffic.flowFor(warmingUp);
            warm = Instant.now();
            traffic.flowFor(before);
            since = Instant.now();
            cluster.recorder().dispatch().behave(Manner.prompt().after(Duration.ofSeconds(30)));
            traffic.flowFor(hanging);
            cluster.recorder().dispatch().recover();
            back = Instant.now();
            // Long enough to see whether anybody still goes without an answer.
            traffic.flowFor(SCALE.of(Duration.ofSeconds(20), Duration.ofSeconds(3)));
            await().atMost(SETTLED)
                    .until(() -> cluster.replicas().stream()
                            .noneMatch(replica -> cluster.balancer().isDegraded(replica)));
            trial.measure("all circuits closed after " + Trial.words(Duration.between(back, Instant.now())));
            trial.load(traffic.words("callers who text"))
                    .faults("answers after 30 s, for " + hanging.toSeconds() + " s");
        }
        cluster.awaitSettled(business, SETTLED);

        Instant recovered = back.plus(RECOVERS);
        trial.holds(Audit.whereTheAiFails(
                cluster, business, at -> at.isAfter(since) && (!SCALE.judgesTime() || at.isBefore(recovered))));
        if (SCALE == Scale.FULL) {
            assertThat(cluster.replicas())
                    .as("replicas whose circuit has been open")
                    .allMatch(replica -> cluster.balancer().hasRefusedToAsk(replica, "dispatch_ai"));
        }
        trial.within("none without the AI's answer after", lastFailure(cluster, business, back), RECOVERS);
        trial.within("the AI late after its return by", latest(cluster, business, back), RECOVERS);
        Predicate<Instant> without = at -> at.isAfter(warm) && at.isBefore(since) || at.isAfter(back.plus(CALM));
        Predicate<Instant> with = at -> at.isAfter(since.plus(CALM)) && at.isBefore(back);
        compare("webhook", webhooks(business), without, with, trial);
        compare("text to a missed caller", greetings(cluster, business), without, with, trial);
    }

    /** How late a countdown was at most that was due after that moment, until the AI was asked. */
    private static Duration latest(Cluster cluster, Business business, Instant back) {
        Map<String, Instant> asked = cluster.recorder().firstQuestions(business.tenantId());
        return business.customers().stream()
                .flatMap(customer -> customer.texts().stream()
                        .map(text -> text.answer().end().plusSeconds(text.secondsLeft()))
                        .filter(due -> due.isAfter(back) && asked.containsKey(customer.phone()))
                        .map(due -> Duration.between(due, asked.get(customer.phone()))))
                .max(Duration::compareTo)
                .orElseThrow();
    }

    /** How long after that moment the last customer was left to the people because the AI did not answer. */
    private static Duration lastFailure(Cluster cluster, Business business, Instant back) {
        return EventLedger.owedTo(business.tenantId(), cluster.database()).stream()
                .filter(owed -> owed.event().equals("ai_failed"))
                .map(owed -> Duration.between(back, owed.committed()))
                .filter(after -> !after.isNegative())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static void compare(
            String what,
            Stream<Latencies.Span> spans,
            Predicate<Instant> without,
            Predicate<Instant> with,
            Trial trial) {
        List<Latencies.Span> all = spans.toList();
        Latencies.Windows usual = Latencies.windows(all.stream().filter(span -> without.test(span.at())));
        Latencies.Windows troubled = Latencies.windows(all.stream().filter(span -> with.test(span.at())));
        trial.measure("%s p99 without it %s, spread %s"
                .formatted(what, Trial.words(usual.middle()), Trial.words(usual.spread())));
        trial.within(
                what + " p99 meanwhile",
                troubled.middle(),
                usual.middle().multipliedBy(11).dividedBy(10).plus(usual.spread()));
    }

    private static Stream<Latencies.Span> webhooks(Business business) {
        return business.webhooks().attempts().stream().map(attempt -> new Latencies.Span(attempt.at(), attempt.took()));
    }

    /** From the webhook of each missed call until twilio-server had the text. */
    private static Stream<Latencies.Span> greetings(Cluster cluster, Business business) {
        Map<String, Instant> firstTexts = cluster.recorder().twilio().taken(business.tenantId()).stream()
                .collect(
                        Collectors.toMap(Heard::to, Heard::takenAt, (one, other) -> one.isBefore(other) ? one : other));
        return business.customers().stream()
                .filter(customer -> customer.missed() != null && firstTexts.containsKey(customer.phone()))
                .map(customer -> new Latencies.Span(
                        customer.missed().at(),
                        Duration.between(customer.missed().at(), firstTexts.get(customer.phone()))));
    }
}
