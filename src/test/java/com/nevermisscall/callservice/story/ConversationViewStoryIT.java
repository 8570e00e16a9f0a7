package com.nevermisscall.callservice.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nevermisscall.callservice.support.Story;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversations as the dashboard shows them. */
class ConversationViewStoryIT extends ServiceStory {

    @Test
    void aConversationShowsItselfAndItsMessages() {
        Story.Answer missed = story.missedCall();
        String conversationId = missed.text("call.conversationId");
        story.texts(conversationId, "My sink is leaking");

        JsonNode conversation = story.conversation(conversationId);
        assertThat(fieldsOf(conversation))
                .containsExactly(
                        "id",
                        "tenantId",
                        "customerPhone",
                        "businessPhone",
                        "status",
                        "state",
                        "aiActive",
                        "humanActive",
                        "aiTakeoverAt",
                        "humanTakeoverAt",
                        "lastMessageAt",
                        "messageCount",
                        "appointmentScheduled",
                        "outcome",
                        "leadId",
                        "callId",
                        "createdAt");
        assertThat(conversation.path("id").asText()).isEqualTo(conversationId);
        assertThat(conversation.path("tenantId").asText())
                .isEqualTo(story.tenantId().toString());
        assertThat(conversation.path("customerPhone").asText()).isEqualTo(story.customer());
        assertThat(conversation.path("businessPhone").asText()).isEqualTo(story.business());
        assertThat(conversation.path("status").asText()).isEqualTo("active");
        assertThat(conversation.path("messageCount").asInt()).isEqualTo(2);
        assertThat(conversation.path("appointmentScheduled").asBoolean(true)).isFalse();
        assertThat(conversation.path("outcome").isNull()).isTrue();
        assertThat(conversation.path("leadId").asText()).isEqualTo(missed.text("call.leadId"));
        assertThat(conversation.path("callId").asText()).isEqualTo(missed.text("call.id"));
        JsonNode messages = story.messages(conversationId);
        assertThat(fieldsOf(messages.path(0)))
                .containsExactly("id", "direction", "body", "sender", "status", "timestamp");
        assertThat(messages.findValuesAsText("direction")).containsExactly("outbound", "inbound");
        assertThat(messages.findValuesAsText("sender")).containsExactly("system", "customer");
        assertThat(messages.findValuesAsText("body")).containsExactly(GREETING, "My sink is leaking");
        assertThat(messages.findValuesAsText("status")).containsExactly("sent", "received");
    }

    @Test
    void messagesArePagedBackwards() {
        String conversationId = story.texts("one").text("conversationId");
        List.of("two", "three", "four").forEach(text -> story.texts(conversationId, text));

        JsonNode newest = page(conversationId, "?limit=2");
        assertThat(newest.findValuesAsText("body")).containsExactly("three", "four");
        JsonNode before =
                page(conversationId, "?limit=2&before=" + newest.at("/0/id").asText());
        assertThat(before.findValuesAsText("body")).containsExactly("one", "two");
        assertThat(page(conversationId, "?before=" + before.at("/0/id").asText()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=501", "before=x", "before=018f0000-0000-7000-8000-000000000000"})
    void aPageThatCannotBeIsRefused(String query) {
        Story.Answer answer = story.user("GET", "/conversations/" + conversation() + "?" + query, null);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(fieldsOf(answer.details().path("fields"))).containsExactly(query.split("=")[0]);
    }

    @Test
    void aConversationThatNobodyKnowsIsNotFound() {
        Story.Answer answer = story.user("GET", "/conversations/" + UUID.randomUUID(), null);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("CONVERSATION_NOT_FOUND");
    }

    @Test
    void activeConversationsAreCountedAndPagedLatestFirst() {
        Story second = story.anotherCustomer();
        Story third = story.anotherCustomer();
        Story fourth = story.anotherCustomer();
        String ofAi = conversationOfAi();
        String ofHuman = second.texts("Hello").text("conversationId");
        second.takesOver(ofHuman);
        String over = third.texts("Hello").text("conversationId");
        third.completes(over);
        String ofNobody = fourth.texts("Hi").text("conversationId");
        clock.forward(Duration.ofSeconds(1));
        second.texts(ofHuman, "Still there?");

        JsonNode all = active("");
        assertThat(fieldsOf(all))
                .containsExactly(
                        "conversations",
                        "totalActive",
                        "aiHandledCount",
                        "humanHandledCount",
                        "page",
                        "pageSize",
                        "totalPages");
        assertThat(all.path("conversations").findValuesAsText("id")).containsExactly(ofHuman, ofNobody, ofAi);
        assertThat(fieldsOf(all.at("/conversations/0")))
                .containsExactly(
                        "id",
                        "customerPhone",
                        "status",
                        "state",
                        "aiActive",
                        "humanActive",
                        "aiTakeoverAt",
                        "lastMessage",
                        "lastMessageAt",
                        "messageCount",
                        "leadStatus");
        assertThat(all.path("conversations").findValuesAsText("state"))
                .containsExactly("human_active", "waiting_for_human", "ai_active");
        assertThat(all.path("conversations").findValuesAsText("lastMessage"))
                .containsExactly("Still there?", "Hi", GREETING);
        assertThat(all.at("/conversations/0/leadStatus").asText()).isEqualTo("new");

        JsonNode page = active("?pageSize=2&page=2");
        assertThat(page.path("conversations").findValuesAsText("id")).containsExactly(ofAi);
        assertThat(page.path("totalActive").asInt()).isEqualTo(3);
        assertThat(page.path("aiHandledCount").asInt()).isOne();
        assertThat(page.path("humanHandledCount").asInt()).isOne();
        assertThat(page.path("totalPages").asInt()).isEqualTo(2);
    }

    private JsonNode page(String conversationId, String query) {
        return story.user("GET", "/conversations/" + conversationId + query, null)
                .data()
                .path("messages");
    }

    private JsonNode active(String query) {
        return story.user("GET", "/conversations/tenant/" + story.tenantId() + "/active" + query, null)
                .data();
    }
}
