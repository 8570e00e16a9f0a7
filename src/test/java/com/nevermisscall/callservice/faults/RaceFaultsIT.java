package com.nevermisscall.callservice.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;

/** What happens when a person replies at the moment at which the AI answers. In full alone, because it takes most of the machine. */
@FaultTrials(value = Lane.WEATHER, alone = true)
@Order(7)
class RaceFaultsIT {

    private static final Scale SCALE = Scale.current();
    private static final int AT_ONCE = SCALE.of(60, 20);
    private static final Duration SETTLED = Duration.ofSeconds(90);

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
        Traffic.atOnce(AT_ONCE, times, () -> isRepliedToAroundTheTurn(cluster, business));
        trial.load(times + " customers who text, " + AT_ONCE + " at once")
                .faults("a reply within 0.1 s of the countdown's end, or 1 s of the question to the AI");
        cluster.awaitSettled(business, SETTLED);

        trial.holds(Audit.of(cluster, business));
        long aiTexts = cluster.recorder().twilio().taken(business.tenantId()).stream()
                .filter(text -> text.text().startsWith(Recorder.aiAnswerTo("")))
                .count();
        trial.measure("the AI was first " + aiTexts + " times");
        assertThat(aiTexts).as("races that the AI has won").isBetween(times / 20L, times * 19L / 20);
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
}
