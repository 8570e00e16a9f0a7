package com.nevermisscall.callservice.story;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.nevermisscall.callservice.support.StandIns.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nevermisscall.callservice.support.StandIns;
import com.nevermisscall.callservice.support.Story;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Customers who want no texts, and Twilio confirms it to them (the default). */
class OptOutStoryIT extends ServiceStory {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STOP",
                "Stop.",
                " stop all! ",
                "STOPALL",
                "unsubscribe",
                "Cancel",
                "END",
                "quit",
                "revoke",
                "optout",
                "Opt  out"
            })
    void aStopWordEndsEverything(String word) {
        String conversationId = conversation();
        story.texts(conversationId, "My sink is leaking");
        Story.Answer stop = story.texts(conversationId, word);

        assertThat(stop.status()).isEqualTo(200);
        assertThat(stop.data().path("aiProcessingTriggered").asBoolean(true)).isFalse();
        assertThat(stop.data().path("humanResponseWindow").isNull()).isTrue();
        assertThat(stateOf(conversationId)).isEqualTo("waiting_for_customer");
        assertThat(story.replies(conversationId, "But listen").code()).isEqualTo("RECIPIENT_OPTED_OUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cancel my appointment", "Please stop by", "the end", "stopping", "No stop"})
    void aSentenceIsNoStopWord(String sentence) {
        String conversationId = conversation();

        assertThat(story.texts(conversationId, sentence)
                        .data()
                        .path("humanResponseWindow")
                        .asInt())
                .isEqualTo(60);
        assertThat(story.replies(conversationId, "Sure").status()).isEqualTo(200);
    }

    @Test
    void nobodyTextsACustomerWhoHasOptedOut() {
        String conversationId = conversationOfAi();
        story.texts(conversationId, "STOP");

        Story.Answer handed = story.handsToAi(conversationId);
        assertThat(handed.status()).isEqualTo(409);
        assertThat(handed.code()).isEqualTo("RECIPIENT_OPTED_OUT");
        Story.Answer text = story.texts(conversationId, "And another thing");
        assertThat(text.data().path("humanResponseWindow").isNull()).isTrue();
        assertThat(text.data().path("aiProcessingTriggered").asBoolean(true)).isFalse();
        pass(COUNTDOWN);
        assertThat(texts()).containsExactly(GREETING);
        assertThat(StandIns.questions(story.tenantId())).isEmpty();
        assertThat(story.messages(conversationId).findValuesAsText("body"))
                .containsExactly(GREETING, "STOP", "And another thing");
    }

    @Test
    void aMissedCallAfterAStopMakesALeadButNoText() {
        String before = conversation();
        story.texts(before, "STOP");
        story.completes(before);
        Story.Answer missed = story.missedCall();

        assertThat(missed.status()).isEqualTo(200);
        assertThat(missed.data().at("/call/smsTriggered").asBoolean(true)).isFalse();
        assertThat(missed.text("call.conversationId")).isNotEqualTo(before);
        assertThat(story.lead(missed.text("call.leadId")).path("status").asText())
                .isEqualTo("new");
        assertThat(texts()).containsExactly(GREETING);
    }

    @Test
    void aTextAfterAStopReopensTheConversationForPeopleToSee() {
        String conversationId = conversation();
        story.texts(conversationId, "STOP");
        story.completes(conversationId);
        Story.Answer text = story.texts(conversationId, "Do come on Monday");

        assertThat(text.data().path("humanResponseWindow").isNull()).isTrue();
        assertThat(stateOf(conversationId)).isEqualTo("waiting_for_customer");
    }

    @Test
    void aStopEndsWhatIsQueued() {
        StandIns.twilioAnswers(story.tenantId(), status(503));
        String conversationId = conversation();
        story.texts(conversationId, "STOP");

        JsonNode told = awaitEvent("message_failed");
        assertThat(told.path("errorCode").asText()).isEqualTo("RECIPIENT_OPTED_OUT");
        assertThat(story.messages(conversationId).at("/0/status").asText()).isEqualTo("failed");
        StandIns.twilioAccepts(story.tenantId());
        int tries = texts().size();
        pass(Duration.ofMinutes(5));
        assertThat(texts()).hasSize(tries);
    }

    @ParameterizedTest
    @ValueSource(strings = {"START", "unstop", "Yes!"})
    void aStartWordUndoesIt(String word) {
        String conversationId = conversation();
        story.texts(conversationId, "STOP");
        story.texts(conversationId, word);

        assertThat(story.replies(conversationId, "Welcome back").status()).isEqualTo(200);
        assertThat(texts()).containsExactly(GREETING, "Welcome back");
    }

    @Test
    void aYesFromACustomerWhoHasNotOptedOutIsAnAnswer() {
        assertThat(story.texts(conversation(), "Yes")
                        .data()
                        .path("humanResponseWindow")
                        .asInt())
                .isEqualTo(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HELP", "info?"})
    void helpIsGivenByTwilio(String word) {
        String conversationId = conversation();

        assertThat(story.texts(conversationId, word)
                        .data()
                        .path("humanResponseWindow")
                        .isNull())
                .isTrue();
        assertThat(stateOf(conversationId)).isEqualTo("waiting_for_customer");
        assertThat(story.messages(conversationId)).hasSize(2);
    }

    @Test
    void aCarrierThatSaysTheCustomerHasOptedOutIsBelieved() {
        String conversationId = conversation();
        StandIns.twilioAnswers(
                story.tenantId(), okJson("{\"errorCode\": 21610}").withStatus(400));
        assertThat(story.replies(conversationId, "Hello?").code()).isEqualTo("MESSAGE_SEND_FAILED");
        StandIns.twilioAccepts(story.tenantId());

        assertThat(story.replies(conversationId, "Hello?").code()).isEqualTo("RECIPIENT_OPTED_OUT");
        story.texts(conversationId, "START");
        assertThat(story.replies(conversationId, "Hello!").status()).isEqualTo(200);
    }
}
