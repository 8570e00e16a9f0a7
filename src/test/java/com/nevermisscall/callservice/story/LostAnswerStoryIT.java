package com.nevermisscall.callservice.story;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.support.StandIns;
import org.junit.jupiter.api.Test;

/** An answer of the AI that never reaches the customer is no answer. */
class LostAnswerStoryIT extends ServiceStory {

    private static final String AI = "We can help. What is your address?";

    @Test
    void aCustomerWhoseAnswerWasRefusedWaitsForAHuman() {
        String conversationId = conversationOfAi();
        twilioRefuses("30006");
        story.texts(conversationId, "It leaks");

        awaitLastMessage(conversationId, AI, "failed");
        assertThat(stateOf(conversationId)).isEqualTo("waiting_for_human");
        assertThat(awaitEvent("attention_needed").path("reason").asText()).isEqualTo("answer_not_delivered");
        assertThat(story.texts(conversationId, "Hello?")
                        .data()
                        .path("humanResponseWindow")
                        .asInt())
                .isEqualTo(60);
    }

    @Test
    void aCustomerWhoOptedOutAtTheCarrierWaitsForNobody() {
        String conversationId = conversationOfAi();
        twilioRefuses("21610");
        story.texts(conversationId, "It leaks");

        awaitLastMessage(conversationId, AI, "failed");
        assertThat(stateOf(conversationId)).isEqualTo("waiting_for_customer");
        assertThat(events("attention_needed")).isEmpty();
    }

    @Test
    void anOldAnswerThatIsEndedDoesNotUndoANewerOne() {
        String conversationId = conversationOfAi();
        StandIns.twilioAnswers(story.tenantId(), AI, StandIns.status(503));
        story.texts(conversationId, "It leaks");
        awaitLastMessage(conversationId, AI, "queued");
        story.replies(conversationId, "I am on my way");
        int questions = StandIns.questions(story.tenantId()).size();

        story.handsToAi(conversationId);
        awaitIdle(conversationId);

        assertThat(story.messages(conversationId).findValuesAsText("status"))
                .containsExactly("sent", "received", "failed", "sent");
        assertThat(StandIns.questions(story.tenantId())).hasSize(questions);
    }

    private void twilioRefuses(String code) {
        StandIns.twilioAnswers(
                story.tenantId(),
                okJson("{\"errorCode\":" + code + ",\"message\":\"no\"}").withStatus(400));
    }
}
