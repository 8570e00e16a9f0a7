package com.nevermisscall.callservice.story;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.nevermisscall.callservice.support.StandIns.status;
import static java.util.Map.entry;
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

/** What the dashboards are told, live. */
class EventStoryIT extends ServiceStory {

    /** Beside {@code conversationId} and {@code timestamp}. */
    private static final Map<String, List<String>> FIELDS = Map.ofEntries(
            entry("call_missed", List.of("callId", "leadId", "customerPhone", "autoResponseSent")),
            entry("lead_created", List.of("leadId", "customerPhone", "status", "urgencyLevel", "problemDescription")),
            entry("lead_updated", List.of("leadId", "status", "estimatedValue", "updatedFields")),
            entry(
                    "message_received",
                    List.of(
                            "messageId",
                            "customerPhone",
                            "body",
                            "aiActive",
                            "humanActive",
                            "aiResponsePending",
                            "humanResponseWindow")),
            entry("message_sent", List.of("messageId", "body", "sender", "messageSid")),
            entry("message_failed", List.of("messageId", "errorCode", "errorMessage")),
            entry("human_reply_sent", List.of("messageId", "userId", "body", "aiDeactivated")),
            entry("ai_activated", List.of("customerPhone", "activatedAt", "reason")),
            entry("ai_deactivated", List.of("takeoverAt", "takeoverBy")),
            entry("ai_failed", List.of("reason")),
            entry("attention_needed", List.of("reason", "customerPhone")),
            entry("conversation_updated", List.of("status", "outcome")));

    @Test
    void everyChangeOfAConversationIsToldInItsOrder() {
        StandIns.aiAnswers(story.tenantId(), okJson("""
                {"extracted_info": {"urgency_level": "emergency"},
                 "next_action": {"action_type": "ask", "message_to_customer": "We come"}}"""));
        String conversationId = conversation();
        story.texts(conversationId, "It floods");
        clock.forward(COUNTDOWN);
        awaitLastMessage(conversationId, "We come", "sent");
        story.replies(conversationId, "Close the valve");
        StandIns.aiAnswers(story.tenantId(), status(400));
        story.handsToAi(conversationId);
        story.texts(conversationId, "Which one?");
        await().until(() -> stateOf(conversationId).equals("waiting_for_human"));
        StandIns.twilioAnswers(story.tenantId(), status(400));
        story.replies(conversationId, "The red one");
        story.completes(conversationId);

        awaitEvent("conversation_updated");
        List<JsonNode> told = ofConversation();
        assertThat(told)
                .extracting(event -> event.path("event").asText())
                .containsExactly(
                        "lead_created",
                        "call_missed",
                        "message_sent",
                        "message_received",
                        "lead_updated",
                        "ai_activated",
                        "lead_updated",
                        "attention_needed",
                        "message_sent",
                        "ai_deactivated",
                        "human_reply_sent",
                        "message_sent",
                        "ai_activated",
                        "message_received",
                        "ai_failed",
                        "attention_needed",
                        "ai_deactivated",
                        "human_reply_sent",
                        "message_failed",
                        "conversation_updated");
        assertThat(told).allSatisfy(event -> {
            assertThat(fieldsOf(event)).containsExactlyInAnyOrder("event", "data", "eventId", "timestamp");
            assertThat(event.path("timestamp").asText()).endsWith("Z");
            assertThat(UUID.fromString(event.path("eventId").asText())).isNotNull();
            assertThat(event.at("/data/conversationId").asText()).isEqualTo(conversationId);
            assertThat(event.at("/data/timestamp").asText()).endsWith("Z");
            List<String> own = fieldsOf(event.path("data"));
            own.removeAll(List.of("conversationId", "timestamp"));
            assertThat(own)
                    .containsExactlyInAnyOrderElementsOf(
                            FIELDS.get(event.path("event").asText()));
        });
        assertThat(told).extracting(event -> event.path("eventId").asText()).doesNotHaveDuplicates();
    }

    @Test
    void aCallIsToldWithWhatIsKnownOfIt() {
        String callSid = Story.newSid("CA");
        Story.Answer call = story.calls(callSid, "queued");

        JsonNode data = awaitEvent("call_incoming");
        assertThat(fieldsOf(data))
                .containsExactlyInAnyOrder("callId", "callSid", "customerPhone", "status", "timestamp");
        assertThat(data.path("callId").asText()).isEqualTo(call.text("call.id"));
        assertThat(data.path("callSid").asText()).isEqualTo(callSid);
        assertThat(data.path("customerPhone").asText()).isEqualTo(story.customer());
        assertThat(data.path("status").asText()).isEqualTo("ringing");
    }

    @Test
    void aMissedCallIsToldWithWhatItHasLedTo() {
        Story.Answer missed = story.missedCall();

        JsonNode told = awaitEvent("call_missed");
        assertThat(told.path("callId").asText()).isEqualTo(missed.text("call.id"));
        assertThat(told.path("leadId").asText()).isEqualTo(missed.text("call.leadId"));
        JsonNode sent = awaitEvent("message_sent");
        assertThat(sent.path("body").asText()).isEqualTo(GREETING);
        assertThat(sent.path("sender").asText()).isEqualTo("system");
        assertThat(sent.path("messageSid").asText()).startsWith("SM");
        JsonNode lead = awaitEvent("lead_created");
        assertThat(lead.path("leadId").asText()).isEqualTo(missed.text("call.leadId"));
        assertThat(lead.path("status").asText()).isEqualTo("new");
        assertThat(lead.path("urgencyLevel").asText()).isEqualTo("normal");
        assertThat(lead.path("problemDescription").isNull()).isTrue();
    }

    @Test
    void aTextIsToldWithWhoIsToAnswerIt() {
        String conversationId = conversation();
        Story.Answer text = story.texts(conversationId, "a <b> & c");

        JsonNode told = awaitEvent("message_received");
        assertThat(told.path("messageId").asText()).isEqualTo(text.text("id"));
        assertThat(told.path("body").asText()).isEqualTo("a <b> & c");
        assertThat(told.path("aiActive").asBoolean(true)).isFalse();
        assertThat(told.path("humanActive").asBoolean(true)).isFalse();
        assertThat(told.path("aiResponsePending").asBoolean(true)).isFalse();
        assertThat(told.path("humanResponseWindow").asInt()).isEqualTo(60);
        clock.forward(COUNTDOWN);
        assertThat(awaitEvent("ai_activated").path("reason").asText()).isEqualTo("timeout");
    }

    @Test
    void whatIsNotTakenIsToldAgainInOrderUnderTheSameId() {
        StandIns.connectionAnswers(story.tenantId(), status(503));
        assertThat(story.missedCall().status()).isEqualTo(200);
        await().until(() -> !events("lead_created").isEmpty());
        StandIns.connectionAnswers(story.tenantId(), okJson("{}"));
        clock.forward(Duration.ofMinutes(2));

        awaitEvent("message_sent");
        assertThat(ofConversation().stream()
                        .map(event -> event.path("event").asText())
                        .distinct())
                .containsExactly("lead_created", "call_missed", "message_sent");
        assertThat(tries("lead_created"))
                .hasSizeGreaterThanOrEqualTo(2)
                .extracting(event -> event.path("eventId").asText())
                .containsOnly(events("lead_created").get(0).path("eventId").asText());
    }

    @Test
    void whatIsNotTakenForFiveMinutesIsDropped() {
        StandIns.connectionAnswers(story.tenantId(), status(503));
        String conversationId = conversation();
        await().until(() -> !events("lead_created").isEmpty());
        clock.forward(Duration.ofMinutes(6));
        await().until(() -> db.sql("SELECT count(*) FROM outbox_events WHERE tenant_id = ?")
                .param(story.tenantId())
                .query(Integer.class)
                .single()
                .equals(0));
        int tries = tries("call_missed").size();
        StandIns.connectionAnswers(story.tenantId(), okJson("{}"));
        story.texts(conversationId, "Hello?");

        awaitEvent("message_received");
        assertThat(tries("call_missed")).hasSize(tries);
    }

    private List<JsonNode> ofConversation() {
        return StandIns.told(story.tenantId()).stream()
                .map(StandIns.Sent::body)
                .filter(event -> !event.path("event").asText().equals("call_incoming"))
                .toList();
    }
}
