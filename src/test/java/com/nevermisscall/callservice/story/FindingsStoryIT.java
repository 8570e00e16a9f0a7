package com.nevermisscall.callservice.story;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.nevermisscall.callservice.support.StandIns;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the AI finds out about a lead. */
class FindingsStoryIT extends ServiceStory {

    private String conversationId;

    @BeforeEach
    void handToAi() {
        conversationId = conversationOfAi();
    }

    @Test
    void theLeadLearnsWhatTheAiHasFound() {
        aiSays("""
                {"extracted_info": {"job_type": "water_heater", "job_confidence": 0.75, "urgency_level": "urgent",
                                    "urgency_confidence": 1.7, "customer_address": "1 Main St, Springfield",
                                    "customer_name": "Ann Lee"},
                 "next_action": {"action_type": "ask", "message_to_customer": "OK"},
                 "conversation_stage": "collecting_info"}""");

        JsonNode lead = leadOf(conversationId);
        assertThat(lead.path("jobType").asText()).isEqualTo("water_heater");
        assertThat(lead.path("customerAddress").asText()).isEqualTo("1 Main St, Springfield");
        assertThat(lead.path("customerName").asText()).isEqualTo("Ann Lee");
        assertThat(lead.path("urgencyLevel").asText()).isEqualTo("high");
        assertThat(lead.path("status").asText()).isEqualTo("new");
        JsonNode analysis = lead.path("aiAnalysis");
        assertThat(fieldsOf(analysis))
                .containsExactly(
                        "confidence", "jobClassification", "urgencyScore", "serviceAreaValid", "addressValidated");
        assertThat(analysis.path("confidence").asDouble()).isEqualTo(0.75);
        assertThat(analysis.path("jobClassification").asText()).isEqualTo("water_heater");
        assertThat(analysis.path("urgencyScore").asDouble()).isEqualTo(1.0);
        assertThat(analysis.path("serviceAreaValid").asBoolean()).isTrue();
        assertThat(analysis.path("addressValidated").asBoolean()).isTrue();
    }

    @Test
    void theSameIsUnderstoodInCamelCase() {
        aiSays("""
                {"extractedInfo": {"jobType": "leak", "jobConfidence": 0.9, "urgencyLevel": "normal"},
                 "nextAction": {"actionType": "ask", "messageToCustomer": "OK"}}""");

        assertThat(leadOf(conversationId).path("jobType").asText()).isEqualTo("leak");
        assertThat(leadOf(conversationId).path("status").asText()).isEqualTo("qualified");
        // Before it there is one of the text's own, which describes the problem.
        await().untilAsserted(() -> assertThat(awaitEvent("lead_updated").path("updatedFields"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("status", "jobType", "aiAnalysis"));
    }

    @Test
    void theOlderShapeIsUnderstoodToo() {
        aiSays("""
                {"success": true, "aiResponse": {"message": "OK", "confidence": 0.9, "intent": "service_request",
                 "extractedInfo": {"jobType": "drain", "customerAddress": "1 Main St", "urgency": "emergency"},
                 "nextAction": "appointment_scheduled"}}""");

        JsonNode lead = leadOf(conversationId);
        assertThat(lead.path("jobType").asText()).isEqualTo("drain");
        assertThat(lead.path("customerAddress").asText()).isEqualTo("1 Main St");
        assertThat(lead.path("urgencyLevel").asText()).isEqualTo("emergency");
        assertThat(lead.path("status").asText()).isEqualTo("appointment_scheduled");
        assertThat(lead.at("/aiAnalysis/confidence").asDouble()).isEqualTo(0.9);
    }

    @Test
    void theOlderShapesConfidenceQualifiesALead() {
        aiSays("""
                {"success": true, "aiResponse": {"message": "OK", "confidence": 0.9,
                 "extractedInfo": {"jobType": "drain"}, "nextAction": "ask"}}""");

        assertThat(leadOf(conversationId).path("status").asText()).isEqualTo("qualified");
    }

    @ParameterizedTest
    @CsvSource({"0.8, new", "0.81, qualified", "7, qualified"})
    void confidenceAbovePointEightQualifies(String confidence, String status) {
        aiSays("""
                {"extracted_info": {"job_type": "leak", "job_confidence": %s},
                 "next_action": {"action_type": "ask", "message_to_customer": "OK"}}""".formatted(confidence));

        assertThat(leadOf(conversationId).path("status").asText()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"normal, normal", "urgent, high", "emergency, emergency", "panic, normal"})
    void urgencyIsTranslated(String ais, String ours) {
        aiSays("""
                {"extracted_info": {"urgency_level": "%s"},
                 "next_action": {"action_type": "ask", "message_to_customer": "OK"}}""".formatted(ais));

        assertThat(leadOf(conversationId).path("urgencyLevel").asText()).isEqualTo(ours);
    }

    @ParameterizedTest
    @CsvSource({"booking", "complete"})
    void aSlotThatIsTakenSchedulesTheAppointment(String stage) {
        aiSays("""
                {"conversation_stage": "%s", "proposed_slot": {"start_time": "2026-01-02T09:00:00Z"},
                 "next_action": {"action_type": "book", "message_to_customer": "OK"}}""".formatted(stage));

        assertThat(leadOf(conversationId).path("status").asText()).isEqualTo("appointment_scheduled");
        assertThat(story.conversation(conversationId)
                        .path("appointmentScheduled")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aSlotThatIsOnlyProposedSchedulesNothing() {
        aiSays("""
                {"conversation_stage": "confirming", "proposed_slot": {"start_time": "2026-01-02T09:00:00Z"},
                 "next_action": {"action_type": "confirm", "message_to_customer": "OK"}}""");
        assertThat(leadOf(conversationId).path("status").asText()).isEqualTo("new");

        aiSays("""
                {"conversation_stage": "booking", "proposed_slot": null,
                 "next_action": {"action_type": "book", "message_to_customer": "OK"}}""");
        assertThat(leadOf(conversationId).path("status").asText()).isEqualTo("new");
        assertThat(story.conversation(conversationId)
                        .path("appointmentScheduled")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void aLeadIsNeverMovedBackwards() {
        aiSays("""
                {"next_action": {"action_type": "appointment_scheduled", "message_to_customer": "OK"}}""");
        assertThat(leadOf(conversationId).path("status").asText()).isEqualTo("appointment_scheduled");
        aiSays("""
                {"extracted_info": {"job_type": "leak", "job_confidence": 0.95},
                 "next_action": {"action_type": "ask", "message_to_customer": "OK"}}""");

        assertThat(leadOf(conversationId).path("status").asText()).isEqualTo("appointment_scheduled");
        assertThat(leadOf(conversationId).path("jobType").asText()).isEqualTo("leak");
    }

    @Test
    void aPersonsStatusStands() {
        String leadId = leadOf(conversationId).path("id").asText();
        story.user("PUT", "/leads/" + leadId + "/status", Map.of("status", "lost", "notes", "Rude"));
        story.user("PUT", "/leads/" + leadId + "/status", Map.of("status", "new"));
        aiSays("""
                {"conversation_stage": "complete", "proposed_slot": {"start_time": "2026-01-02T09:00:00Z"},
                 "extracted_info": {"job_confidence": 0.95},
                 "next_action": {"action_type": "appointment_scheduled", "message_to_customer": "OK"}}""");

        JsonNode lead = leadOf(conversationId);
        assertThat(lead.path("status").asText()).isEqualTo("new");
        assertThat(lead.path("statusNotes").asText()).isEqualTo("Rude");
        assertThat(story.conversation(conversationId)
                        .path("appointmentScheduled")
                        .asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"escalated, normal, escalated", "collecting_info, emergency, emergency"})
    void aHumanIsCalledForWhenItMatters(String stage, String urgency, String reason) {
        aiSays("""
                {"conversation_stage": "%s", "extracted_info": {"urgency_level": "%s"},
                 "next_action": {"action_type": "ask", "message_to_customer": "OK"}}""".formatted(stage, urgency));

        assertThat(awaitEvent("attention_needed").path("reason").asText()).isEqualTo(reason);
    }

    @Test
    void whomTheAiRejectsForTheAreaIsOutOfArea() {
        aiSays("""
                {"conversation_stage": "rejected", "validation": {"service_area_valid": false},
                 "next_action": {"action_type": "reject", "message_to_customer": "OK"}}""");

        assertThat(leadOf(conversationId).at("/aiAnalysis/serviceAreaValid").asBoolean(true))
                .isFalse();
    }

    /** One turn of the AI, in which it says "OK" to the customer. */
    private void aiSays(String answer) {
        StandIns.aiAnswers(story.tenantId(), okJson(answer));
        story.texts(conversationId, "Go on");
        awaitLastMessage(conversationId, "OK", "sent");
    }
}
