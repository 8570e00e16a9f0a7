package com.nevermisscall.callservice.invariant;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.nevermisscall.callservice.support.Replicas;
import com.nevermisscall.callservice.support.ReplicasTest;
import com.nevermisscall.callservice.support.StandIns;
import com.nevermisscall.callservice.support.Storm;
import com.nevermisscall.callservice.support.Story;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A queued SMS ends as sent or failed, or is still being retried: never silently gone, and with one key for all tries. */
@ReplicasTest
class QueuedTextIT {

    /** What twilio-server can do instead of taking a text or refusing it for good. */
    private static Map<String, ResponseDefinitionBuilder> failures() {
        Map<String, ResponseDefinitionBuilder> failures = new LinkedHashMap<>();
        for (int status : new int[] {302, 408, 409, 425, 429, 500, 503}) {
            failures.put("status " + status, StandIns.status(status));
        }
        failures.put("no answer in time", okJson("{\"messageSid\":\"SM1\"}").withFixedDelay(8000));
        failures.put("connection reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        failures.put("connection closed", aResponse().withFault(Fault.EMPTY_RESPONSE));
        failures.put("garbage on the line", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE));
        failures.put("garbage in the answer", aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));
        failures.put("no JSON", aResponse().withStatus(200).withBody("<html>It works!</html>"));
        failures.put("another JSON", okJson("[1, 2, 3]"));
        failures.put("a success of nothing", okJson("{\"success\": true, \"data\": null}"));
        return failures;
    }

    @Test
    void itIsSentInTheEndWhateverTwilioServerDoesBefore() {
        List<Callable<Story>> calls = failures().values().stream()
                .<Callable<Story>>map(failure -> () -> missedWhileTwilio(failure))
                .toList();

        List<Story> stories = Storm.of(4, calls);

        stories.forEach(story -> StandIns.twilioAccepts(story.tenantId()));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            Replicas.closeCircuits();
            Replicas.clock().forward(Duration.ofSeconds(10));
            assertThat(stories)
                    .allSatisfy(story -> assertThat(statusOfGreeting(story)).isEqualTo("SENT"));
        });
        Replicas.awaitIdle();
        assertThat(stories).allSatisfy(story -> {
            assertThat(StandIns.texts(story.tenantId())).isNotEmpty();
            assertThat(StandIns.texts(story.tenantId()).stream()
                            .map(StandIns.Sent::key)
                            .distinct())
                    .as("one key for all tries")
                    .hasSize(1);
            awaitTold(story, "message_sent", 1);
        });
    }

    private static Story missedWhileTwilio(ResponseDefinitionBuilder failure) {
        Story story = Replicas.story();
        StandIns.twilioAnswers(story.tenantId(), failure);
        Story.Answer missed = story.missedCall();
        assertThat(missed.status()).isEqualTo(200);
        assertThat(missed.data().at("/call/smsTriggered").asBoolean()).isTrue();
        assertThat(missed.data().at("/call/autoResponseSent").asBoolean()).isFalse();
        return story;
    }

    @Test
    void itIsLeftAloneForAsLongAsTwilioServerAsks() {
        Instant before = Replicas.clock().instant();
        Story story = missedWhileTwilio(StandIns.status(429).withHeader("Retry-After", "300"));

        assertThat(nextTry(story)).isAfterOrEqualTo(before.plusSeconds(300));
        Replicas.clock().forward(Duration.ofSeconds(200));
        Replicas.awaitIdle();
        assertThat(StandIns.texts(story.tenantId())).hasSize(1);

        StandIns.twilioAccepts(story.tenantId());
        Replicas.clock().forward(Duration.ofSeconds(200));
        await().untilAsserted(() -> assertThat(statusOfGreeting(story)).isEqualTo("SENT"));
    }

    @Test
    void itIsFailedAndToldWhenItsTimeIsOver() {
        Story story = missedWhileTwilio(StandIns.status(503));

        Replicas.clock().forward(Duration.ofMinutes(31));

        await().untilAsserted(() -> assertThat(statusOfGreeting(story)).isEqualTo("FAILED"));
        awaitTold(story, "message_failed", 1);
        int tries = StandIns.texts(story.tenantId()).size();
        Replicas.clock().forward(Duration.ofMinutes(5));
        Replicas.awaitIdle();
        assertThat(StandIns.texts(story.tenantId())).hasSize(tries);
    }

    @Test
    void itIsSentThoughTwilioServerGivesTheSameSidTwice() {
        Story story = Replicas.story();
        StandIns.twilioAnswers(story.tenantId(), okJson("{\"messageSid\": \"" + Story.newSid("SM") + "\"}"));

        assertThat(Stream.of(story, story.anotherCustomer()).map(Story::missedCall))
                .allSatisfy(missed -> assertThat(
                                missed.data().at("/call/autoResponseSent").asBoolean())
                        .isTrue());

        Replicas.awaitIdle();
        assertThat(StandIns.texts(story.tenantId())).hasSize(2);
        awaitTold(story, "message_sent", 2);
    }

    @Test
    void itIsSentThoughItsProcessDiesBetweenCommitAndSend() {
        Story story = Replicas.story();
        String conversationId = story.texts("Hello?").text("conversationId");
        UUID message = committedByADyingProcess(conversationId, story.tenantId());

        Replicas.clock().forward(Duration.ofSeconds(11));

        await().untilAsserted(() -> assertThat(StandIns.texts(story.tenantId()))
                .singleElement()
                .satisfies(text -> assertThat(text.key()).isEqualTo(message.toString())));
        Replicas.one().fire("deliverSms", message.toString());
        Replicas.awaitIdle();
        assertThat(StandIns.texts(story.tenantId())).hasSize(1);
        assertThat(story.messages(conversationId).get(1).path("status").asText())
                .isEqualTo("sent");
    }

    /** The rows of a text to the customer, as the transaction writes them that owes it. */
    private static UUID committedByADyingProcess(String conversationId, UUID tenantId) {
        UUID message = UUID.randomUUID();
        Instant now = Replicas.clock().instant();
        Timestamp claimedUntil = Timestamp.from(now.plusSeconds(10));
        Replicas.database()
                .sql("""
                        WITH counted AS (UPDATE conversations SET message_count = message_count + 1 WHERE id = :conversation
                                         RETURNING id, message_count)
                        INSERT INTO messages (id, tenant_id, conversation_id, position, direction, sender, kind, body, status,
                                              attempts, claimed_until, retry_until, created_at)
                        SELECT :id, :tenant, id, message_count, 'OUTBOUND', 'SYSTEM', 'GREETING', 'Hi!', 'QUEUED',
                               1, :claimedUntil, :retryUntil, :now
                        FROM counted""")
                .param("id", message)
                .param("tenant", tenantId)
                .param("conversation", UUID.fromString(conversationId))
                .param("claimedUntil", claimedUntil)
                .param("retryUntil", Timestamp.from(now.plus(Duration.ofMinutes(30))))
                .param("now", Timestamp.from(now))
                .update();
        return message;
    }

    private static String statusOfGreeting(Story story) {
        return Replicas.database()
                .sql("SELECT status FROM messages WHERE tenant_id = ? AND kind = 'GREETING'")
                .param(story.tenantId())
                .query(String.class)
                .single();
    }

    private static Instant nextTry(Story story) {
        return Replicas.database()
                .sql("""
                        SELECT t.execution_time FROM scheduled_tasks t JOIN messages m
                            ON t.task_name = 'deliver-sms' AND t.task_instance = CAST(m.id AS text)
                        WHERE m.tenant_id = ?""")
                .param(story.tenantId())
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    private static void awaitTold(Story story, String type, int events) {
        await().until(() -> eventsOf(story, type) >= events);
        Replicas.awaitIdle();
        assertThat(eventsOf(story, type)).isEqualTo(events);
    }

    private static long eventsOf(Story story, String type) {
        return StandIns.told(story.tenantId()).stream()
                .filter(event -> event.body().path("event").asText().equals(type))
                .count();
    }
}
