package com.nevermisscall.callservice.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;

/**
 * What happens at once: a person replies in the AI's turn, and webhooks come many times and in any order. In full alone
 * on the machine, because it takes most of it.
 */
@FaultTrials(value = Lane.WEATHER, alone = true)
@Order(1)
class RaceFaultsIT {

    private static final Scale SCALE = Scale.current();
    private static final int DELIVERIES = 10;
    private static final Duration SETTLED = Duration.ofSeconds(60);

    @FaultTrial(number = 3, title = "a person replies around the AI's turn")
    void repliedTo(Cluster cluster, Trial trial) {
        int times = SCALE.of(3000, 60);
        Business business = cluster.business(Duration.ofSeconds(1));
        // So that the AI's text may be on the wire for longer than the reply.
        cluster.recorder()
                .twilio()
                .behave(
                        text -> text.path("body").asText().startsWith(Recorder.aiAnswerTo("")),
                        Manner.prompt().within(Duration.ofMillis(5), Duration.ofMillis(1500)));
        atOnce(SCALE.of(80, 20), times, () -> isRepliedToAroundTheTurn(cluster, business));
        trial.load(times + " customers who text, " + SCALE.of(80, 20) + " at once")
                .faults("a reply within 0.1 s of the countdown's end, or 1 s of the question to the AI");
        cluster.awaitSettled(business, SETTLED);

        trial.holds(Audit.of(cluster, business));
        long aiTexts = cluster.recorder().twilio().taken(business.tenantId()).stream()
                .filter(text -> text.text().startsWith(Recorder.aiAnswerTo("")))
                .count();
        trial.measure("the AI was first " + aiTexts + " times");
    }

    /** A third of the replies is timed by the clock, the others by the question, which the machine may delay. */
    private static CompletableFuture<?> isRepliedToAroundTheTurn(Cluster cluster, Business business) {
        ThreadLocalRandom chance = ThreadLocalRandom.current();
        Customer customer = business.customer();
        CompletableFuture<?> asked = cluster.recorder()
                .dispatch()
                .next(question -> question.caller().equals(customer.phone()))
                .completeOnTimeout(null, 5, TimeUnit.SECONDS);
        boolean byTheClock = chance.nextInt(3) == 0;
        long millis = byTheClock ? chance.nextLong(900, 1100) : chance.nextLong(1000);
        CompletableFuture<?> cue = byTheClock ? CompletableFuture.completedFuture(null) : asked;
        return customer.texts("My tap drips")
                .thenCompose(answer ->
                        cue.thenCompose(now -> customer.isRepliedToAfter(millis, answer.text("conversationId"))));
    }

    @FaultTrial(number = 4, title = "every webhook 10 times at once, in any order")
    void repeated(Cluster cluster, Trial trial) {
        int customers = SCALE.of(1000, 20);
        Business business = cluster.business(Duration.ofSeconds(2));
        List<String> differences = Collections.synchronizedList(new ArrayList<>());
        atOnce(SCALE.of(3, 2), customers, () -> isRepeated(business, differences));
        cluster.awaitSettled(business, SETTLED);

        List<Attempt> attempts = business.webhooks().attempts();
        trial.load(attempts.size() + " webhooks of " + 2 * customers + " ids").faults("10 deliveries of each at once");
        trial.holds(Audit.of(cluster, business));
        assertThat(attempts)
                .filteredOn(attempt -> !attempt.acknowledged())
                .filteredOn(attempt -> SCALE.judgesTime() || !askedToComeBack(attempt))
                .isEmpty();
        assertThat(differences).as("different answers to one webhook").isEmpty();
    }

    /** A replica that has just been started, on a machine that does other things, may have more to do than it can. */
    private static boolean askedToComeBack(Attempt attempt) {
        return attempt.status() == 503 && attempt.retryAfter() != null;
    }

    private static CompletableFuture<?> isRepeated(Business business, List<String> differences) {
        Customer customer = business.customer();
        List<Supplier<CompletableFuture<Attempt>>> calls = new ArrayList<>();
        IntStream.range(0, DELIVERIES).forEach(delivery -> {
            calls.add(customer::rings);
            calls.add(customer::isMissed);
        });
        String sid = Customer.sid("SM");
        return allAtOnce(calls)
                .thenAccept(answers ->
                        compare(answers.stream().filter(answer -> answer.path().endsWith("/missed")), differences))
                .thenCompose(greeted -> allAtOnce(Collections.nCopies(DELIVERIES, () -> customer.texts(sid, "My tap"))))
                .thenAccept(answers -> compare(answers.stream(), differences));
    }

    private static CompletableFuture<List<Attempt>> allAtOnce(List<Supplier<CompletableFuture<Attempt>>> requests) {
        List<Supplier<CompletableFuture<Attempt>>> shuffled = new ArrayList<>(requests);
        Collections.shuffle(shuffled);
        List<CompletableFuture<Attempt>> answers =
                shuffled.stream().map(Supplier::get).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(done -> answers.stream().map(CompletableFuture::join).toList());
    }

    private static void compare(Stream<Attempt> answers, List<String> differences) {
        List<JsonNode> different =
                answers.map(answer -> answer.body().path("data")).distinct().toList();
        if (different.size() > 1) {
            differences.add(different.toString());
        }
    }

    /** Does it so many times, that many at once; returns when all is done. */
    private static void atOnce(int lanes, int times, Supplier<CompletableFuture<?>> work) {
        List<CompletableFuture<?>> running = IntStream.range(0, lanes)
                .<CompletableFuture<?>>mapToObj(
                        lane -> repeatedly(times / lanes + (lane < times % lanes ? 1 : 0), work))
                .toList();
        running.forEach(CompletableFuture::join);
    }

    private static CompletableFuture<?> repeatedly(int times, Supplier<CompletableFuture<?>> work) {
        return times == 0
                ? CompletableFuture.completedFuture(null)
                : work.get().thenCompose(done -> repeatedly(times - 1, work));
    }
}
