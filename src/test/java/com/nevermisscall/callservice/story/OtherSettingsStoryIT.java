package com.nevermisscall.callservice.story;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nevermisscall.callservice.support.StandIns;
import com.nevermisscall.callservice.support.Story;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A service that answers STOP and HELP itself, declines nobody, and holds no more than six messages. */
@TestPropertySource(
        properties = {
            "conversation.provider-handles-opt-out=false",
            "conversation.area-decline-template=",
            "conversation.max-messages=6"
        })
class OtherSettingsStoryIT extends ServiceStory {

    private static final String GOODBYE =
            "You are unsubscribed from Smith Plumbing and will get no more messages. Reply START to get them again.";

    @Test
    void aStopIsConfirmedOnce() {
        String conversationId = conversation();
        story.texts(conversationId, "STOP");
        awaitLastMessage(conversationId, GOODBYE, "sent");
        story.texts(conversationId, "stop");

        story.texts(conversationId, "START");
        assertThat(story.replies(conversationId, "Welcome back").status()).isEqualTo(200);
        assertThat(texts()).containsExactly(GREETING, GOODBYE, "Welcome back");
    }

    @Test
    void helpNamesTheBusinessAndTheWayOut() {
        String conversationId = conversation();
        story.texts(conversationId, "HELP");

        await().until(() -> texts().size() == 2);
        assertThat(texts().get(1)).contains("Smith Plumbing").endsWith("Reply STOP to opt out.");
        assertThat(stateOf(conversationId)).isEqualTo("waiting_for_customer");
    }

    @Test
    void helpIsNotGivenToACustomerWhoHasOptedOut() {
        String conversationId = conversation();
        story.texts(conversationId, "STOP");
        awaitLastMessage(conversationId, GOODBYE, "sent");
        story.texts(conversationId, "HELP");

        pass(COUNTDOWN);
        assertThat(texts()).containsExactly(GREETING, GOODBYE);
    }

    @Test
    void withoutADeclineTheAiAnswersACustomerOutsideTheArea() {
        StandIns.tenantAnswers(
                story.tenantId(),
                okJson("{\"exists\": true, \"serviceAreaValid\": false, \"addressValidated\": true}"));
        String conversationId = conversationOfAi();
        story.texts(conversationId, "It leaks at 12 Elm Street");

        awaitLastMessage(conversationId, "We can help. What is your address?", "sent");
        assertThat(leadOf(conversationId).at("/aiAnalysis/serviceAreaValid").asBoolean(true))
                .isFalse();
    }

    @Test
    void aFullConversationTakesNothingButStop() {
        String conversationId = conversation();
        for (int count = 2; count <= 5; count++) {
            assertThat(story.replies(conversationId, "Reply " + count).status()).isEqualTo(200);
        }
        Story.Answer last = story.texts(conversationId, "The last one");
        assertThat(last.status()).isEqualTo(200);

        Story.Answer text = story.texts(conversationId, "One too many");
        assertThat(text.status()).isEqualTo(409);
        assertThat(text.code()).isEqualTo("MESSAGE_LIMIT_EXCEEDED");
        assertThat(story.replies(conversationId, "Me too").code()).isEqualTo("MESSAGE_LIMIT_EXCEEDED");
        assertThat(story.messages(conversationId)).hasSize(6);
        story.handsToAi(conversationId);
        assertThat(awaitEvent("attention_needed").path("reason").asText()).isEqualTo("ai_failed");
        assertThat(StandIns.questions(story.tenantId())).isEmpty();
        assertThat(story.texts(conversationId, "STOP").status()).isEqualTo(200);
        assertThat(story.replies(conversationId, "Hm").code()).isEqualTo("RECIPIENT_OPTED_OUT");
    }
}
