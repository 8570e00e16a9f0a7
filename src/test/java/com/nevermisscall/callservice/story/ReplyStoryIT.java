package com.nevermisscall.callservice.story;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.nevermisscall.callservice.support.StandIns.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.nevermisscall.callservice.support.HeldAnswer;
import com.nevermisscall.callservice.support.StandIns;
import com.nevermisscall.callservice.support.Story;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A human replies. */
class ReplyStoryIT extends ServiceStory {

    @Test
    void aReplyIsSentAndEndsTheCountdown() {
        String conversationId = conversation();
        story.texts(conversationId, "My sink is leaking");
        Story.Answer reply = story.replies(conversationId, "We come at <5> & bring tools");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(fieldsOf(reply.data()))
                .containsExactly(
                        "id",
                        "conversationId",
                        "direction",
                        "sender",
                        "messageSid",
                        "status",
                        "aiDeactivated",
                        "sentAt");
        assertThat(reply.text("conversationId")).isEqualTo(conversationId);
        assertThat(reply.text("direction")).isEqualTo("outbound");
        assertThat(reply.text("sender")).isEqualTo("human");
        assertThat(reply.text("status")).isEqualTo("sent");
        assertThat(reply.text("messageSid")).startsWith("SM");
        assertThat(reply.text("sentAt")).endsWith("Z");
        assertThat(texts()).containsExactly(GREETING, "We come at <5> & bring tools");
        assertThat(stateOf(conversationId)).isEqualTo("human_active");
        pass(COUNTDOWN);
        assertThat(StandIns.questions(story.tenantId())).isEmpty();
    }

    @Test
    void aReplySilencesTheAiEvenWhileItIsThinking() {
        String conversationId = conversationOfAi();
        HeldAnswer late = new HeldAnswer();
        StandIns.aiAnswers(story.tenantId(), late.of(okJson(StandIns.aiAnswer("Too late"))));
        story.texts(conversationId, "My sink is leaking");
        await().until(() -> !StandIns.questions(story.tenantId()).isEmpty());
        Story.Answer reply = story.replies(conversationId, "I am here");
        late.release();

        assertThat(reply.data().path("aiDeactivated").asBoolean()).isTrue();
        awaitIdle(conversationId);
        assertThat(texts()).containsExactly(GREETING, "I am here");
        assertThat(story.messages(conversationId)).hasSize(3);
        assertThat(story.conversation(conversationId).path("humanTakeoverAt").isNull())
                .isFalse();
    }

    @Test
    void aReplyThatHadToWaitForATextOfTheAiIsSentAtOnceAfterIt() {
        String conversationId = conversationOfAi();
        StandIns.aiAnswers(story.tenantId(), okJson(StandIns.aiAnswer("Where are you?")));
        StandIns.twilioAnswers(
                story.tenantId(),
                "Where are you?",
                okJson("{\"messageSid\": \"" + Story.newSid("SM") + "\"}").withFixedDelay(4000));
        story.texts(conversationId, "My sink is leaking");
        await().until(() -> texts().contains("Where are you?"));
        Story.Answer reply = story.replies(conversationId, "I am here");

        assertThat(reply.text("status")).isEqualTo("sent");
        assertThat(texts()).containsExactly(GREETING, "Where are you?", "I am here");
    }

    @Test
    void aReplyThatDoesNotTakeOverLeavesTheAiAsItWas() {
        String conversationId = conversationOfAi();
        story.texts(conversationId, "My sink is leaking");
        awaitLastMessage(conversationId, "We can help. What is your address?", "sent");
        Story.Answer reply = story.user(
                "POST",
                "/conversations/" + conversationId + "/reply",
                Map.of("message", "A word from me", "takeOverFromAI", false));

        assertThat(reply.data().path("aiDeactivated").asBoolean(true)).isFalse();
        assertThat(stateOf(conversationId)).isEqualTo("ai_active");
        story.texts(conversationId, "12 Main");
        await().until(() -> texts().size() == 4);
    }

    @Test
    void aReplyThatDoesNotTakeOverStillEndsTheCountdown() {
        String conversationId = conversation();
        story.texts(conversationId, "My sink is leaking");
        story.user(
                "POST",
                "/conversations/" + conversationId + "/reply",
                Map.of("message", "A word from me", "takeOverFromAI", false));

        assertThat(stateOf(conversationId)).isEqualTo("waiting_for_customer");
        pass(COUNTDOWN);
        assertThat(StandIns.questions(story.tenantId())).isEmpty();
    }

    @Test
    void theSameKeyAndBodyAreTheSameMessage() {
        String conversationId = conversation();
        Story.Answer first = reply(conversationId, "On our way", "key-1");
        Story.Answer again = reply(conversationId, "On our way", "key-1");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.data()).isEqualTo(first.data());
        assertThat(texts()).containsExactly(GREETING, "On our way");
        Story.Answer other = reply(conversationId, "Something else", "key-1");
        assertThat(other.status()).isEqualTo(409);
        assertThat(reply(conversationId, "On our way", "key-2").text("id")).isNotEqualTo(first.text("id"));
        assertThat(reply(conversationId, "x", "k".repeat(65)).status()).isEqualTo(400);
        assertThat(story.messages(conversationId)).hasSize(3);
    }

    @Test
    void aReplyIsQueuedWhileTwilioIsDownAndSentLater() {
        String conversationId = conversation();
        StandIns.twilioAnswers(story.tenantId(), status(500));
        Story.Answer reply = story.replies(conversationId, "On our way");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("status")).isEqualTo("queued");
        assertThat(reply.data().path("messageSid").isNull()).isTrue();
        assertThat(reply.data().path("sentAt").isNull()).isTrue();
        StandIns.twilioAccepts(story.tenantId());
        clock.forward(Duration.ofMinutes(2));
        awaitLastMessage(conversationId, "On our way", "sent");
    }

    @Test
    void aReplyThatTwilioRefusesIsStoredAsFailed() {
        String conversationId = conversation();
        StandIns.twilioAnswers(
                story.tenantId(),
                okJson("{\"success\": false, \"error\": {\"code\": \"21211\", \"message\": \"Invalid\"}}")
                        .withStatus(422));
        Story.Answer reply = story.replies(conversationId, "On our way");

        assertThat(reply.status()).isEqualTo(502);
        assertThat(reply.code()).isEqualTo("MESSAGE_SEND_FAILED");
        awaitLastMessage(conversationId, "On our way", "failed");
        JsonNode told = awaitEvent("message_failed");
        assertThat(told.path("errorCode").asText()).isEqualTo("21211");
        assertThat(told.path("errorMessage").asText()).isEqualTo("Invalid");
    }

    @Test
    void aReplyToAConversationThatIsOverIsRefused() {
        String conversationId = conversation();
        story.completes(conversationId);
        Story.Answer reply = story.replies(conversationId, "Still there?");

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.code()).isEqualTo("CONVERSATION_CLOSED");
        assertThat(texts()).hasSize(1);
    }

    @Test
    void aReplyToACustomerWhoWantsNoTextsIsRefused() {
        String conversationId = conversation();
        story.texts(conversationId, "STOP");
        Story.Answer reply = story.replies(conversationId, "But listen");

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.code()).isEqualTo("RECIPIENT_OPTED_OUT");
        assertThat(texts()).containsExactly(GREETING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"message\": \"\"}", "{\"message\": \" \\n \"}", "{\"message\": 5}"})
    void aReplyWithoutATextIsRefused(String body) {
        String conversationId = conversation();
        Story.Answer reply = story.user("POST", "/conversations/" + conversationId + "/reply", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(fieldsOf(reply.details().path("fields"))).isEqualTo(List.of("message"));
        assertThat(story.replies(conversationId, "x".repeat(1601)).status()).isEqualTo(400);
        assertThat(story.replies(conversationId, "x".repeat(1600)).status()).isEqualTo(200);
    }

    private Story.Answer reply(String conversationId, String message, String key) {
        return story.send(
                "POST",
                "/conversations/" + conversationId + "/reply",
                Map.of("message", message),
                "Authorization",
                "Bearer " + story.token(),
                "Idempotency-Key",
                key);
    }
}
