package com.nevermisscall.callservice.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.nevermisscall.callservice.support.StandIns;
import com.nevermisscall.callservice.support.Story;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What customers write, and who is to answer it. */
class TextStoryIT extends ServiceStory {

    @Test
    void aTextStartsTheCountdown() {
        String conversationId = conversation();
        Story.Answer text = story.texts(conversationId, "My sink is leaking");

        assertThat(text.status()).isEqualTo(200);
        assertThat(fieldsOf(text.data()))
                .containsExactly(
                        "id",
                        "conversationId",
                        "direction",
                        "processed",
                        "aiProcessingTriggered",
                        "humanResponseWindow");
        assertThat(text.text("conversationId")).isEqualTo(conversationId);
        assertThat(text.text("direction")).isEqualTo("inbound");
        assertThat(text.data().path("processed").asBoolean()).isTrue();
        assertThat(text.data().path("aiProcessingTriggered").asBoolean(true)).isFalse();
        assertThat(text.data().path("humanResponseWindow").asInt()).isEqualTo(60);
        assertThat(stateOf(conversationId)).isEqualTo("waiting_for_human");
    }

    @Test
    void anotherTextDoesNotPushTheCountdownBackAndTheAiAnswersBoth() {
        String conversationId = conversation();
        story.texts(conversationId, "My sink is leaking");
        String due = story.conversation(conversationId).path("aiTakeoverAt").asText();
        clock.forward(Duration.ofSeconds(20));
        Story.Answer second = story.texts(conversationId, "Please hurry");

        assertThat(second.data().path("humanResponseWindow").asInt()).isBetween(1, 40);
        assertThat(story.conversation(conversationId).path("aiTakeoverAt").asText())
                .isEqualTo(due);
        clock.forward(Duration.ofSeconds(41));
        awaitLastMessage(conversationId, "We can help. What is your address?", "sent");
        assertThat(StandIns.questions(story.tenantId())).singleElement().satisfies(question -> {
            assertThat(question.body().path("current_message").asText()).isEqualTo("My sink is leaking\nPlease hurry");
            assertThat(question.body().at("/conversation_history/0/message").asText())
                    .isEqualTo(GREETING);
        });
    }

    @Test
    void theAiAnswersAtOnceWhenItIsInCharge() {
        String conversationId = conversationOfAi();
        Story.Answer text = story.texts(conversationId, "Are you there?");

        assertThat(text.data().path("aiProcessingTriggered").asBoolean()).isTrue();
        assertThat(text.data().path("humanResponseWindow").isNull()).isTrue();
        awaitLastMessage(conversationId, "We can help. What is your address?", "sent");
        assertThat(stateOf(conversationId)).isEqualTo("ai_active");
    }

    @Test
    void aHumanWhoIsInChargeIsLeftAlone() {
        String conversationId = conversation();
        story.takesOver(conversationId);
        Story.Answer text = story.texts(conversationId, "Are you there?");

        assertThat(text.data().path("aiProcessingTriggered").asBoolean(true)).isFalse();
        assertThat(text.data().path("humanResponseWindow").isNull()).isTrue();
        JsonNode told = awaitEvent("message_received");
        assertThat(told.path("humanActive").asBoolean()).isTrue();
        assertThat(told.path("body").asText()).isEqualTo("Are you there?");
        pass(COUNTDOWN);
        assertThat(StandIns.questions(story.tenantId())).isEmpty();
        assertThat(stateOf(conversationId)).isEqualTo("human_active");
    }

    @Test
    void theSameTextAgainIsAnsweredTheSameAndStoredOnce() {
        String conversationId = conversation();
        String messageSid = Story.newSid("SM");
        Story.Answer first = story.texts(conversationId, messageSid, "My sink is leaking");
        clock.forward(Duration.ofSeconds(30));
        assertThat(story.texts(conversationId, messageSid, "My sink is leaking").data())
                .isEqualTo(first.data());

        clock.forward(Duration.ofSeconds(31));
        awaitLastMessage(conversationId, "We can help. What is your address?", "sent");
        assertThat(story.texts(conversationId, messageSid, "My sink is leaking").data())
                .isEqualTo(first.data());
        awaitIdle(conversationId);
        assertThat(story.conversation(conversationId).path("messageCount").asInt())
                .isEqualTo(3);
        assertThat(StandIns.questions(story.tenantId())).hasSize(1);
    }

    @Test
    void aTextReopensACompletedConversationWithNobodyActive() {
        String conversationId = conversation();
        story.replies(conversationId, "We are on our way");
        story.completes(conversationId);
        Story.Answer text = story.texts(conversationId, "It leaks again");

        assertThat(text.text("conversationId")).isEqualTo(conversationId);
        assertThat(text.data().path("humanResponseWindow").asInt()).isEqualTo(60);
        JsonNode conversation = story.conversation(conversationId);
        assertThat(conversation.path("status").asText()).isEqualTo("active");
        assertThat(conversation.path("state").asText()).isEqualTo("waiting_for_human");
        assertThat(conversation.path("humanActive").asBoolean(true)).isFalse();
        assertThat(conversation.path("aiActive").asBoolean(true)).isFalse();
        assertThat(conversation.path("outcome").isNull()).isTrue();
        await().until(() -> events("conversation_updated").size() == 2);
        assertThat(awaitEvent("conversation_updated").path("status").asText()).isEqualTo("active");
    }

    @Test
    void aTextIntoAnOldConversationGoesToTheActiveOne() {
        String old = conversation();
        story.completes(old);
        String active = conversation();

        assertThat(story.texts(old, "Hello").text("conversationId")).isEqualTo(active);
        assertThat(story.conversation(old).path("status").asText()).isEqualTo("completed");
        assertThat(story.conversation(active).path("messageCount").asInt()).isEqualTo(2);
    }

    @Test
    void phonesThatAreNotTheConversationsAreRefused() {
        String conversationId = conversation();
        String stranger = story.anotherCustomer().customer();
        Map<String, Map<String, String>> wrong = Map.of(
                "from", Map.of("messageSid", Story.newSid("SM"), "body", "Hi", "from", stranger),
                "to", Map.of("messageSid", Story.newSid("SM"), "body", "Hi", "to", stranger));

        wrong.forEach((field, body) -> {
            Story.Answer answer = story.webhook("/conversations/" + conversationId + "/messages", body);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(fieldsOf(answer.details().path("fields"))).containsExactly(field);
        });
        assertThat(story.conversation(conversationId).path("messageCount").asInt())
                .isOne();
        Story.Answer without = story.webhook(
                "/conversations/" + conversationId + "/messages",
                Map.of("MessageSid", Story.newSid("SM"), "Body", "Hi"));
        assertThat(without.status()).isEqualTo(200);
    }

    @Test
    void aConversationThatNobodyKnowsIsNotFound() {
        Story.Answer answer = story.texts(UUID.randomUUID().toString(), "Hello");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("CONVERSATION_NOT_FOUND");
    }

    @Test
    void aCustomerWhoNeverCalledOpensAConversationAndALead() {
        Story.Answer text = story.texts("Do you repair boilers?");

        assertThat(text.status()).isEqualTo(200);
        assertThat(text.data().path("humanResponseWindow").asInt()).isEqualTo(60);
        JsonNode conversation = story.conversation(text.text("conversationId"));
        assertThat(conversation.path("callId").isNull()).isTrue();
        JsonNode lead = story.lead(conversation.path("leadId").asText());
        assertThat(lead.path("callId").isNull()).isTrue();
        assertThat(lead.path("problemDescription").asText()).isEqualTo("Do you repair boilers?");
        assertThat(texts()).isEmpty();
        clock.forward(COUNTDOWN);
        await().until(() -> texts().equals(List.of("We can help. What is your address?")));
    }

    @Test
    void aTextWithoutAConversationFindsTheActiveElseTheLatestOne() {
        String older = story.texts("First").text("conversationId");
        assertThat(story.texts("Second").text("conversationId")).isEqualTo(older);
        story.completes(older);
        String newer = conversation();

        assertThat(story.texts("Third").text("conversationId")).isEqualTo(newer);
        story.completes(newer);
        assertThat(story.texts("Fourth").text("conversationId")).isEqualTo(newer);
        assertThat(story.conversation(newer).path("status").asText()).isEqualTo("active");
    }

    @Test
    void aTextWithoutAConversationNeedsTenantAndPhones() {
        Story.Answer answer = story.webhook(
                "/conversations/messages/incoming", Map.of("messageSid", Story.newSid("SM"), "body", "Hi"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(fieldsOf(answer.details().path("fields"))).containsExactlyInAnyOrder("tenantId", "from", "to");
    }
}
