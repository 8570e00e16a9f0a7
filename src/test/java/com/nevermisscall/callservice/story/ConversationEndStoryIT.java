package com.nevermisscall.callservice.story;

import static com.nevermisscall.callservice.support.StandIns.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.nevermisscall.callservice.support.StandIns;
import com.nevermisscall.callservice.support.Story;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How conversations end, by a person or by silence, and go on again. */
class ConversationEndStoryIT extends ServiceStory {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(31);

    @ParameterizedTest
    @ValueSource(strings = {"appointment_scheduled", "quote_provided", "resolved", "abandoned"})
    void aPersonCompletesAConversation(String outcome) {
        String conversationId = conversationOfAi();
        Story.Answer answer = set(conversationId, Map.of("status", "completed", "outcome", outcome));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("conversation.status")).isEqualTo("completed");
        JsonNode conversation = story.conversation(conversationId);
        assertThat(conversation.path("state").asText()).isEqualTo("completed");
        assertThat(conversation.path("outcome").asText()).isEqualTo(outcome);
        assertThat(conversation.path("aiActive").asBoolean(true)).isFalse();
        assertThat(awaitEvent("conversation_updated").path("outcome").asText()).isEqualTo(outcome);
    }

    @Test
    void completingEndsTheCountdown() {
        String conversationId = conversation();
        story.texts(conversationId, "My sink is leaking");
        story.completes(conversationId);

        pass(COUNTDOWN);
        assertThat(StandIns.questions(story.tenantId())).isEmpty();
        assertThat(stateOf(conversationId)).isEqualTo("completed");
    }

    @Test
    void aPersonReopensAConversation() {
        String conversationId = conversation();
        set(conversationId, Map.of("status", "completed", "outcome", "resolved"));
        Story.Answer answer = set(conversationId, Map.of("status", "active"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(stateOf(conversationId)).isEqualTo("waiting_for_customer");
        await().until(() -> events("conversation_updated").size() == 2);
        assertThat(awaitEvent("conversation_updated").path("status").asText()).isEqualTo("active");
        assertThat(story.replies(conversationId, "One more thing").status()).isEqualTo(200);
    }

    @Test
    void aConversationIsNotReopenedBesideANewerActiveOne() {
        String older = conversation();
        story.completes(older);
        conversation();
        Story.Answer answer = set(older, Map.of("status", "active"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("INVALID_STATUS_TRANSITION");
        assertThat(stateOf(older)).isEqualTo("completed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"status\": \"abandoned\"}",
                "{\"status\": \"closed\"}",
                "{\"status\": \"completed\", \"outcome\": \"won\"}"
            })
    void aStatusThatCannotBeSetIsRefused(String body) {
        String conversationId = conversation();
        Story.Answer answer = set(conversationId, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("VALIDATION_ERROR");
        assertThat(stateOf(conversationId)).isEqualTo("waiting_for_customer");
    }

    @Test
    void aCustomerWhoDoesNotAnswerIsGivenUpAndMayComeBack() {
        String conversationId = conversation();
        clock.forward(HALF_AN_HOUR);

        await().until(() -> stateOf(conversationId).equals("abandoned"));
        assertThat(story.conversation(conversationId).path("outcome").asText()).isEqualTo("abandoned");
        JsonNode told = awaitEvent("conversation_updated");
        assertThat(told.path("status").asText()).isEqualTo("abandoned");
        assertThat(told.path("outcome").asText()).isEqualTo("abandoned");
        assertThat(story.texts(conversationId, "I am back").text("conversationId"))
                .isEqualTo(conversationId);
        assertThat(stateOf(conversationId)).isEqualTo("waiting_for_human");
    }

    @Test
    void aCustomerWhoWaitsForAnAnswerIsNeverGivenUp() {
        StandIns.aiAnswers(story.tenantId(), status(500));
        String waiting = story.texts("Hello?").text("conversationId");
        Story neighbour = story.anotherCustomer();
        String ofHuman = neighbour.texts("Hello?").text("conversationId");
        neighbour.takesOver(ofHuman);
        clock.forward(COUNTDOWN);
        awaitEvent("ai_failed");
        String silent = silentCustomer();

        clock.forward(HALF_AN_HOUR);
        await().until(() -> stateOf(silent).equals("abandoned"));
        assertThat(stateOf(waiting)).isEqualTo("waiting_for_human");
        assertThat(stateOf(ofHuman)).isEqualTo("human_active");
    }

    private String silentCustomer() {
        return story.anotherCustomer().missedCall().text("call.conversationId");
    }

    private Story.Answer set(String conversationId, Object status) {
        return story.user("PUT", "/conversations/" + conversationId + "/status", status);
    }
}
