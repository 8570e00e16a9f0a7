package com.nevermisscall.callservice.story;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.nevermisscall.callservice.support.StandIns.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nevermisscall.callservice.support.StandIns;
import com.nevermisscall.callservice.support.Story;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text after a missed call, on good days and bad ones of twilio-server and ts-tenant-service. */
class GreetingStoryIT extends ServiceStory {

    @Test
    void aGreetingIsRetriedUntilTwilioTakesIt() {
        StandIns.twilioAnswers(story.tenantId(), status(503));
        Story.Answer missed = story.missedCall();
        String conversationId = missed.text("call.conversationId");

        assertThat(missed.status()).isEqualTo(200);
        assertThat(missed.data().at("/call/smsTriggered").asBoolean()).isTrue();
        assertThat(missed.data().at("/call/autoResponseSent").asBoolean()).isFalse();
        assertThat(story.messages(conversationId).at("/0/status").asText()).isEqualTo("queued");

        clock.forward(Duration.ofMinutes(2));
        await().until(() -> texts().size() >= 2);
        StandIns.twilioAccepts(story.tenantId());
        clock.forward(Duration.ofMinutes(2));
        awaitLastMessage(conversationId, GREETING, "sent");
        assertThat(texts()).containsOnly(GREETING);
        assertThat(StandIns.texts(story.tenantId()).stream().map(StandIns.Sent::key))
                .hasSizeGreaterThanOrEqualTo(3)
                .containsOnly(story.messages(conversationId).at("/0/id").asText());
    }

    @Test
    void aGreetingIsGivenUpAfterHalfAnHour() {
        StandIns.twilioAnswers(story.tenantId(), status(503));
        String conversationId = conversation();

        clock.forward(Duration.ofMinutes(29));
        await().until(() -> texts().size() >= 2);
        assertThat(story.messages(conversationId).at("/0/status").asText()).isEqualTo("queued");
        clock.forward(Duration.ofMinutes(2));
        awaitLastMessage(conversationId, GREETING, "failed");
        assertThat(awaitEvent("message_failed").path("messageId").asText())
                .isEqualTo(story.messages(conversationId).at("/0/id").asText());
    }

    @Test
    void aGreetingThatTwilioRefusesIsNotTriedAgain() {
        StandIns.twilioAnswers(
                story.tenantId(),
                okJson("{\"errorCode\": 30006, \"message\": \"Landline\"}").withStatus(400));
        String callSid = Story.newSid("CA");
        story.calls(callSid, "ringing");
        Story.Answer missed = story.misses(callSid);

        assertThat(missed.status()).isEqualTo(200);
        assertThat(missed.data().at("/call/smsTriggered").asBoolean()).isFalse();
        assertThat(missed.data().at("/call/autoResponseSent").asBoolean()).isFalse();
        awaitLastMessage(missed.text("call.conversationId"), GREETING, "failed");
        assertThat(awaitEvent("message_failed").path("errorCode").asText()).isEqualTo("30006");
        assertThat(story.misses(callSid).data()).isEqualTo(missed.data());
        pass(Duration.ofMinutes(2));
        assertThat(texts()).hasSize(1);
    }

    @Test
    void aRetryAfterOfTwiliosIsHonoured() {
        StandIns.twilioAnswers(story.tenantId(), status(429).withHeader("Retry-After", "600"));
        String conversationId = conversation();

        StandIns.twilioAccepts(story.tenantId());
        pass(Duration.ofMinutes(9));
        assertThat(texts()).hasSize(1);
        clock.forward(Duration.ofMinutes(2));
        awaitLastMessage(conversationId, GREETING, "sent");
    }

    @Test
    void onceTwilioTakesTextsAgainWhatWaitsGoesOutWithinSecondsAndNothingBeforeTheTimeThatItSaid() {
        StandIns.twilioAnswers(story.tenantId(), status(503).withHeader("Retry-After", "600"));
        String told = conversation();
        Story other = newStory();
        StandIns.twilioAnswers(other.tenantId(), status(503));
        String toldNothing = other.missedCall().text("call.conversationId");
        db.sql("UPDATE scheduled_tasks SET execution_time = execution_time + interval '1 hour' WHERE task_instance = ?")
                .param(textOf(toldNothing))
                .update();
        StandIns.twilioAccepts(story.tenantId());
        StandIns.twilioAccepts(other.tenantId());
        CircuitBreaker circuit = breakers.circuitBreaker("twilio_server");
        circuit.transitionToOpenState();
        circuit.transitionToHalfOpenState();

        await().until(() -> {
            newStory().missedCall();
            return circuit.getState() == CircuitBreaker.State.CLOSED;
        });

        await().untilAsserted(() -> assertThat(dueIn(toldNothing)).isLessThan(Duration.ofMinutes(6)));
        assertThat(dueIn(told)).isGreaterThan(Duration.ofMinutes(8));
    }

    /** After what time the only text of a conversation is tried again. */
    private Duration dueIn(String conversationId) {
        return Duration.between(
                clock.instant(),
                db.sql("SELECT execution_time FROM scheduled_tasks WHERE task_instance = ?")
                        .param(textOf(conversationId))
                        .query(Timestamp.class)
                        .single()
                        .toInstant());
    }

    private String textOf(String conversationId) {
        return db.sql("SELECT id::text FROM messages WHERE conversation_id = ?::uuid")
                .param(conversationId)
                .query(String.class)
                .single();
    }

    @Test
    void aBusinessThatCannotBeAskedAboutIsOurBusiness() {
        story = newStory();
        StandIns.tenantAnswers(story.tenantId(), status(503));

        assertThat(story.missedCall().status()).isEqualTo(200);
        assertThat(texts()).containsExactly(GREETING.replace("Smith Plumbing", "our business"));
    }

    @Test
    void aBusinessSpeaksInItsOwnWordsAndTakesItsOwnTime() {
        story = newStory();
        StandIns.tenantAnswers(story.tenantId(), okJson("""
                {"exists": true, "businessName": "Ace Locks", "aiTakeoverDelaySeconds": 15,
                 "greetingTemplate": "{businessName} here, <how> can we help? {businessName}!"}"""));
        String conversationId = conversation();

        assertThat(texts()).containsExactly("Ace Locks here, <how> can we help? Ace Locks!");
        Story.Answer text = story.texts(conversationId, "I am locked out");
        assertThat(text.data().path("humanResponseWindow").asInt()).isEqualTo(15);
        clock.forward(Duration.ofSeconds(16));
        await().until(() -> stateOf(conversationId).equals("ai_active"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"exists\": false}", "{\"exists\": true, \"active\": false}"})
    void nothingIsStoredForABusinessThatIsNoCustomer(String profile) {
        story = newStory();
        StandIns.tenantAnswers(story.tenantId(), okJson(profile));

        List<Story.Answer> answers = List.of(
                story.calls(Story.newSid("CA"), "ringing"),
                story.webhook(
                        "/calls/missed",
                        Map.of(
                                "callSid", Story.newSid("CA"),
                                "callStatus", "busy",
                                "from", story.customer(),
                                "to", story.business(),
                                "tenantId", story.tenantId())),
                story.texts("Hello?"));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("VALIDATION_ERROR");
            assertThat(fieldsOf(answer.details().path("fields"))).containsExactly("tenantId");
        });
        assertThat(db.sql("""
                        SELECT (SELECT count(*) FROM calls WHERE tenant_id = :tenant)
                             + (SELECT count(*) FROM conversations WHERE tenant_id = :tenant)
                             + (SELECT count(*) FROM outbox_events WHERE tenant_id = :tenant)""")
                        .param("tenant", story.tenantId())
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(texts()).isEmpty();
    }
}
