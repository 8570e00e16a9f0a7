package com.nevermisscall.callservice.invariant;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nevermisscall.callservice.support.Replicas;
import com.nevermisscall.callservice.support.ReplicasTest;
import com.nevermisscall.callservice.support.StandIns;
import com.nevermisscall.callservice.support.Storm;
import com.nevermisscall.callservice.support.Story;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Once a human takeover has been answered with 200, no text of the AI reaches twilio-server any more. */
@ReplicasTest
class HumanTakeoverIT {

    private static final int ROUNDS = 100;
    private static final String AI_TEXT = "What is your address, says the AI?";

    private Story story;

    @BeforeEach
    void begin() {
        story = Replicas.story();
        StandIns.aiAnswers(story.tenantId(), okJson(StandIns.aiAnswer(AI_TEXT)).withUniformRandomDelay(0, 80));
        StandIns.twilioAccepts(story.tenantId(), Duration.ofMillis(60));
    }

    @Test
    void theAiIsSilentAfterATakeoverAtAnyMomentOfItsTurn() {
        List<Callable<Round>> rounds = IntStream.range(0, ROUNDS)
                .<Callable<Round>>mapToObj(round -> () -> race(story.anotherCustomer(), round % 10 == 0))
                .toList();

        List<Round> raced = Storm.of(10, rounds);

        Replicas.awaitIdle();
        assertThat(raced)
                .allSatisfy(round -> assertThat(aiTexts(round.customer()))
                        .allSatisfy(text -> assertThat(text.at()).isBeforeOrEqualTo(round.takenOver())));
        assertThat(raced)
                .as("the takeover came before the AI's text in some rounds and after it in others")
                .anySatisfy(round -> assertThat(aiTexts(round.customer())).isEmpty())
                .anySatisfy(round -> assertThat(aiTexts(round.customer())).isNotEmpty());
    }

    /** The takeover comes at any moment; if so wanted, after the AI's text. */
    private Round race(Story customer, boolean answered) {
        String conversationId = customer.texts("My sink is leaking").text("conversationId");
        CompletableFuture<Story.Answer> activated = Storm.within(
                Duration.ofMillis(40),
                () -> customer.user("POST", "/conversations/" + conversationId + "/ai/activate", null));
        if (ThreadLocalRandom.current().nextBoolean()) {
            customer.texts(conversationId, "It gets worse");
        }
        assertThat(activated.join().status()).isEqualTo(200);
        if (answered) {
            await().until(() -> !aiTexts(customer).isEmpty());
        }
        Story.Answer takeover = Storm.within(Duration.ofMillis(200), () -> takeOver(customer, conversationId))
                .join();
        Instant takenOver = Instant.now();
        assertThat(takeover.status()).isEqualTo(200);
        customer.texts(conversationId, "Thanks");
        return new Round(customer, takenOver);
    }

    private static Story.Answer takeOver(Story customer, String conversationId) {
        return ThreadLocalRandom.current().nextBoolean()
                ? customer.replies(conversationId, "I am on my way, says the human")
                : customer.user(
                        "POST",
                        "/conversations/" + conversationId + "/ai/deactivate",
                        Map.of("reason", "human_takeover"));
    }

    @Test
    void aTextOfTheAiThatWaitsForItsNextTryIsNotSentAfterATakeover() {
        StandIns.twilioAnswers(story.tenantId(), StandIns.status(503));
        String conversationId = answeredByAi();
        String message = queuedAiText(conversationId);

        assertThat(takeOver(story, conversationId).status()).isEqualTo(200);

        StandIns.twilioAccepts(story.tenantId());
        int tries = aiTexts(story).size();
        Replicas.clock().forward(Duration.ofMinutes(2));
        Replicas.awaitIdle();
        Replicas.one().fire("deliverSms", message);
        assertThat(aiTexts(story)).hasSize(tries);
        assertThat(stored(message)).containsEntry("status", "FAILED").containsEntry("error_code", "OVERTAKEN_BY_HUMAN");
    }

    @Test
    void aTextOfTheAiWhoseSenderHasDiedIsNotSentAfterATakeover() {
        // Not tried again by itself while the stage is being set; later than that a wrong try would still show.
        StandIns.twilioAnswers(story.tenantId(), StandIns.status(503).withHeader("Retry-After", "600"));
        String conversationId = answeredByAi();
        String message = queuedAiText(conversationId);
        Replicas.awaitIdle();
        claimAsAnotherWouldThatDies(message);
        StandIns.twilioAccepts(story.tenantId());
        int tries = aiTexts(story).size();

        CompletableFuture<Story.Answer> takeover = Storm.within(Duration.ZERO, () -> takeOver(story, conversationId));
        await().until(() -> overtaken(message));
        Replicas.clock().forward(Duration.ofSeconds(12));
        assertThat(takeover.join().status()).isEqualTo(200);

        Replicas.clock().forward(Duration.ofMinutes(11));
        Replicas.awaitIdle();
        assertThat(aiTexts(story)).hasSize(tries);
        assertThat(stored(message)).containsEntry("status", "FAILED").containsEntry("error_code", "OVERTAKEN_BY_HUMAN");
    }

    private String answeredByAi() {
        String conversationId = story.texts("My sink is leaking").text("conversationId");
        Story.Answer activated = story.user("POST", "/conversations/" + conversationId + "/ai/activate", null);
        assertThat(activated.status()).isEqualTo(200);
        return conversationId;
    }

    private static String queuedAiText(String conversationId) {
        return await().until(
                        () -> Replicas.database()
                                .sql("""
                                        SELECT id FROM messages WHERE conversation_id = ? AND sender = 'AI'
                                          AND status = 'QUEUED' AND claimed_until IS NULL""")
                                .param(UUID.fromString(conversationId))
                                .query(String.class)
                                .optional()
                                .orElse(null),
                        id -> id != null);
    }

    /** As a process leaves it that has claimed a text for ten seconds and is gone before it has sent it. */
    private static void claimAsAnotherWouldThatDies(String message) {
        Timestamp end = Timestamp.from(Replicas.clock().instant().plusSeconds(10));
        Replicas.database()
                .sql("UPDATE messages SET claimed_until = ?, attempts = attempts + 1 WHERE id = ?")
                .params(end, UUID.fromString(message))
                .update();
        Replicas.database()
                .sql(
                        "UPDATE scheduled_tasks SET execution_time = ? WHERE task_name = 'deliver-sms' AND task_instance = ?")
                .params(end, message)
                .update();
    }

    private static boolean overtaken(String message) {
        return ((Timestamp) stored(message).get("retry_until"))
                .toInstant()
                .isBefore(Replicas.clock().instant());
    }

    private static Map<String, Object> stored(String message) {
        return Replicas.database()
                .sql("SELECT status, error_code, retry_until FROM messages WHERE id = ?")
                .param(UUID.fromString(message))
                .query()
                .singleRow();
    }

    private static List<StandIns.Sent> aiTexts(Story customer) {
        return StandIns.texts(customer.tenantId(), customer.customer()).stream()
                .filter(text -> text.body().path("body").asText().equals(AI_TEXT))
                .toList();
    }

    private record Round(Story customer, Instant takenOver) {}
}
