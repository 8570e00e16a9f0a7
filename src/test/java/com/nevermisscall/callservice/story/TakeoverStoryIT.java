package com.nevermisscall.callservice.story;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.nevermisscall.callservice.support.StandIns.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nevermisscall.callservice.support.StandIns;
import com.nevermisscall.callservice.support.Story;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Human and AI hand a conversation to each other, and the AI is asked for its opinion. */
class TakeoverStoryIT extends ServiceStory {

    @Test
    void aHumanTakesOverWithAClickAndIsTheOneOfTheToken() {
        String conversationId = conversationOfAi();
        Story.Answer answer = story.user(
                "POST",
                "/conversations/" + conversationId + "/ai/deactivate",
                Map.of("reason", "human_takeover", "userId", UUID.randomUUID()));

        assertThat(answer.status()).isEqualTo(200);
        JsonNode conversation = answer.data().path("conversation");
        assertThat(fieldsOf(conversation)).containsExactly("id", "aiActive", "humanActive", "takeoverAt", "takeoverBy");
        assertThat(conversation.path("aiActive").asBoolean(true)).isFalse();
        assertThat(conversation.path("humanActive").asBoolean()).isTrue();
        assertThat(conversation.path("takeoverBy").asText())
                .isEqualTo(story.userId().toString());
        JsonNode told = awaitEvent("ai_deactivated");
        assertThat(told.path("takeoverBy").asText()).isEqualTo(story.userId().toString());
        assertThat(told.path("takeoverAt")).isEqualTo(conversation.path("takeoverAt"));
        story.texts(conversationId, "Hello?");
        pass(COUNTDOWN);
        assertThat(StandIns.questions(story.tenantId())).isEmpty();
    }

    @Test
    void aClickEndsTheCountdown() {
        String conversationId = conversation();
        story.texts(conversationId, "Hello?");
        assertThat(story.user("POST", "/conversations/" + conversationId + "/ai/deactivate", null)
                        .status())
                .isEqualTo(200);

        assertThat(story.conversation(conversationId).path("aiTakeoverAt").isNull())
                .isTrue();
        pass(COUNTDOWN);
        assertThat(StandIns.questions(story.tenantId())).isEmpty();
    }

    @Test
    void handedBackTheAiAnswersTheUnansweredTextAtOnce() {
        String conversationId = conversation();
        story.takesOver(conversationId);
        story.texts(conversationId, "Hello?");
        Story.Answer answer = story.handsToAi(conversationId);

        assertThat(answer.status()).isEqualTo(200);
        JsonNode conversation = answer.data().path("conversation");
        assertThat(fieldsOf(conversation)).containsExactly("id", "aiActive", "humanActive", "takeoverAt", "takeoverBy");
        assertThat(conversation.path("aiActive").asBoolean()).isTrue();
        assertThat(conversation.path("humanActive").asBoolean(true)).isFalse();
        awaitLastMessage(conversationId, "We can help. What is your address?", "sent");
        assertThat(stateOf(conversationId)).isEqualTo("ai_active");
    }

    @Test
    void handedBackWithNothingUnansweredTheAiStaysSilent() {
        String conversationId = conversation();
        story.texts(conversationId, "Hello?");
        story.replies(conversationId, "Hello! My colleague takes it from here.");
        story.handsToAi(conversationId);

        awaitEvent("ai_activated");
        awaitIdle(conversationId);
        assertThat(StandIns.questions(story.tenantId())).isEmpty();
        assertThat(texts()).hasSize(2);
    }

    @Test
    void aConversationThatIsOverIsHandedToNobody() {
        String conversationId = conversation();
        story.completes(conversationId);

        assertThat(List.of(story.handsToAi(conversationId), story.takesOver(conversationId)))
                .allSatisfy(answer -> {
                    assertThat(answer.status()).isEqualTo(409);
                    assertThat(answer.code()).isEqualTo("CONVERSATION_CLOSED");
                });
    }

    @Test
    void anAiThatFailsCallsForAHumanAndTheNextTextStartsACountdown() {
        StandIns.aiAnswers(story.tenantId(), status(500));
        String conversationId = conversationOfAi();
        story.texts(conversationId, "Hello?");

        assertThat(awaitEvent("attention_needed").path("reason").asText()).isEqualTo("ai_failed");
        assertThat(events("ai_failed")).hasSize(1);
        assertThat(StandIns.questions(story.tenantId())).hasSize(2);
        assertThat(stateOf(conversationId)).isEqualTo("waiting_for_human");
        StandIns.aiAnswers(story.tenantId(), okJson(StandIns.aiAnswer("Here I am")));
        assertThat(story.texts(conversationId, "Anybody?")
                        .data()
                        .path("humanResponseWindow")
                        .asInt())
                .isEqualTo(60);
        clock.forward(COUNTDOWN);
        awaitLastMessage(conversationId, "Here I am", "sent");
        List<StandIns.Sent> questions = StandIns.questions(story.tenantId());
        assertThat(questions
                        .get(questions.size() - 1)
                        .body()
                        .path("current_message")
                        .asText())
                .isEqualTo("Hello?\nAnybody?");
    }

    @Test
    void anAiWithNothingToSayCallsForAHuman() {
        StandIns.aiAnswers(story.tenantId(), okJson(StandIns.aiAnswer("  ")));
        String conversationId = conversationOfAi();
        story.texts(conversationId, "Hello?");

        awaitEvent("attention_needed");
        assertThat(texts()).containsExactly(GREETING);
        assertThat(stateOf(conversationId)).isEqualTo("waiting_for_human");
    }

    @Test
    void anAnswerThatIsTooLongIsCutAtAWord() {
        StandIns.aiAnswers(story.tenantId(), okJson(StandIns.aiAnswer("word ".repeat(400))));
        String conversationId = conversationOfAi();
        story.texts(conversationId, "Hello?");

        awaitLastMessage(conversationId, "word ".repeat(320).strip(), "sent");
    }

    @Test
    void theAiIsAskedForItsOpinionWithoutAnythingBeingSent() {
        StandIns.aiAnswers(story.tenantId(), okJson("""
                {"extracted_info": {"job_type": "leak", "customer_address": "1 Main St", "urgency_level": "urgent"},
                 "next_action": {"action_type": "ask_address", "message_to_customer": "Where are you?"},
                 "conversation_stage": "collecting_info", "confidence_scores": {"overall_confidence": 0.9}}"""));
        String conversationId = conversation();
        story.texts(conversationId, "My sink is leaking");
        Story.Answer answer = story.webhook("/conversations/" + conversationId + "/ai/process", Map.of());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().path("aiResponse").toString()).isEqualTo("""
                {"message":"Where are you?","confidence":0.9,"intent":"collecting_info",\
                "extractedInfo":{"jobType":"leak","customerAddress":"1 Main St","urgency":"urgent"},\
                "nextAction":"ask_address"}""");
        JsonNode question = StandIns.questions(story.tenantId()).get(0).body();
        assertThat(question.path("current_message").asText()).isEqualTo("My sink is leaking");
        assertThat(question.path("conversation_history").findValuesAsText("message"))
                .containsExactly(GREETING);
        assertThat(question.path("business_name").asText()).isEqualTo("Smith Plumbing");
        assertThat(texts()).containsExactly(GREETING);
        assertThat(stateOf(conversationId)).isEqualTo("waiting_for_human");
        assertThat(leadOf(conversationId).path("aiAnalysis").isNull()).isTrue();
    }

    @Test
    void theAiIsAskedAboutWhatTheCallerSays() {
        String conversationId = conversation();
        story.webhook(
                "/conversations/" + conversationId + "/ai/process",
                Map.of(
                        "messageContent", "What if it floods?",
                        "conversationHistory", List.of("Hello", "My sink"),
                        "tenantContext", Map.of("businessName", "Ace Electric", "tradeType", "electrical")));

        JsonNode question = StandIns.questions(story.tenantId()).get(0).body();
        assertThat(question.path("current_message").asText()).isEqualTo("What if it floods?");
        assertThat(question.path("conversation_history").findValuesAsText("message"))
                .containsExactly("Hello", "My sink");
        assertThat(question.path("business_name").asText()).isEqualTo("Ace Electric");
        assertThat(question.path("trade_type").asText()).isEqualTo("electrical");
    }

    @Test
    void anAiThatCannotBeAskedIsABadGateway() {
        StandIns.aiAnswers(story.tenantId(), status(503));
        String conversationId = conversation();
        Story.Answer nothing = story.webhook("/conversations/" + conversationId + "/ai/process", null);
        assertThat(nothing.status()).isEqualTo(400);
        assertThat(fieldsOf(nothing.details().path("fields"))).containsExactly("messageContent");

        Story.Answer answer =
                story.webhook("/conversations/" + conversationId + "/ai/process", Map.of("messageContent", "Hello?"));
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.code()).isEqualTo("AI_PROCESSING_ERROR");
    }
}
