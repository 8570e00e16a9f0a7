package com.nevermisscall.callservice.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nevermisscall.callservice.support.Story;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Leads, from a missed call to a paid job or a loss, as the dashboard sees and moves them. */
class LeadStoryIT extends ServiceStory {

    private static final String[] FIELDS = {
        "id",
        "tenantId",
        "conversationId",
        "callId",
        "customerPhone",
        "customerName",
        "customerEmail",
        "customerAddress",
        "problemDescription",
        "urgencyLevel",
        "jobType",
        "estimatedValue",
        "status",
        "statusNotes",
        "aiAnalysis",
        "createdAt",
        "updatedAt"
    };

    @Test
    void aMissedCallBecomesALead() {
        Story.Answer missed = story.missedCall();
        story.texts(missed.text("call.conversationId"), "My sink is leaking");
        story.texts(missed.text("call.conversationId"), "Badly");

        JsonNode lead = story.lead(missed.text("call.leadId"));
        assertThat(fieldsOf(lead)).containsExactly(FIELDS);
        assertThat(lead.path("tenantId").asText()).isEqualTo(story.tenantId().toString());
        assertThat(lead.path("conversationId").asText()).isEqualTo(missed.text("call.conversationId"));
        assertThat(lead.path("callId").asText()).isEqualTo(missed.text("call.id"));
        assertThat(lead.path("customerPhone").asText()).isEqualTo(story.customer());
        assertThat(lead.path("problemDescription").asText()).isEqualTo("My sink is leaking");
        assertThat(lead.path("urgencyLevel").asText()).isEqualTo("normal");
        assertThat(lead.path("status").asText()).isEqualTo("new");
        assertThat(List.of("customerName", "customerEmail", "customerAddress", "jobType", "estimatedValue"))
                .allSatisfy(field -> assertThat(lead.path(field).isNull()).isTrue());
        assertThat(lead.path("aiAnalysis").isNull()).isTrue();
    }

    @Test
    void aLeadThatNobodyKnowsIsNotFound() {
        assertThat(story.user("GET", "/leads/" + UUID.randomUUID(), null).code())
                .isEqualTo("LEAD_NOT_FOUND");
        Story.Answer answer = move(UUID.randomUUID().toString(), "lost", null, null);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("LEAD_NOT_FOUND");
    }

    @Test
    void aMoveKeepsNotesAndMoneyUnlessTheyAreGiven() {
        String leadId = lead();
        Story.Answer answer = move(leadId, "appointment_scheduled", "Tuesday <9am>", "275.5");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode moved = answer.data().path("lead");
        assertThat(fieldsOf(moved)).containsExactly("id", "status", "notes", "estimatedValue", "updatedAt");
        assertThat(moved.path("status").asText()).isEqualTo("appointment_scheduled");
        assertThat(moved.path("notes").asText()).isEqualTo("Tuesday <9am>");
        assertThat(moved.path("estimatedValue").toString()).isEqualTo("275.50");

        JsonNode again =
                move(leadId, "appointment_scheduled", null, null).data().path("lead");
        assertThat(again.path("notes").asText()).isEqualTo("Tuesday <9am>");
        assertThat(again.path("estimatedValue").toString()).isEqualTo("275.50");
        JsonNode dearer = move(leadId, "appointment_scheduled", null, "99999999.99")
                .data()
                .path("lead");
        assertThat(dearer.path("estimatedValue").toString()).isEqualTo("99999999.99");
        assertThat(story.lead(leadId).path("statusNotes").asText()).isEqualTo("Tuesday <9am>");
    }

    @ParameterizedTest
    @CsvSource({
        "qualified, qualified",
        "qualified, appointment_scheduled",
        "new, completed",
        "appointment_scheduled, lost",
        "lost, new",
        "lost, qualified"
    })
    void theLifecycleAllows(String from, String to) {
        String leadId = leadThatIs(from);
        Story.Answer answer = move(leadId, to, null, null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(story.lead(leadId).path("status").asText()).isEqualTo(to);
    }

    @ParameterizedTest
    @CsvSource({
        "qualified, new, appointment_scheduled completed lost",
        "appointment_scheduled, qualified, completed lost",
        "completed, lost, ''",
        "completed, new, ''",
        "lost, completed, new qualified",
        "lost, appointment_scheduled, new qualified"
    })
    void theLifecycleForbids(String from, String to, String allowed) {
        String leadId = leadThatIs(from);
        Story.Answer answer = move(leadId, to, "no", "1.00");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("INVALID_STATUS_TRANSITION");
        assertThat(answer.details().path("from").asText()).isEqualTo(from);
        assertThat(answer.details().path("to").asText()).isEqualTo(to);
        assertThat(answer.details().path("allowed"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder(allowed.isEmpty() ? new String[0] : allowed.split(" "));
        JsonNode lead = story.lead(leadId);
        assertThat(lead.path("status").asText()).isEqualTo(from);
        assertThat(lead.path("statusNotes").isNull()).isTrue();
        assertThat(lead.path("estimatedValue").isNull()).isTrue();
    }

    @Test
    void aLostLeadKeepsTheReason() {
        String leadId = lead();
        move(leadId, "lost", "Too expensive", null);

        assertThat(db.sql("SELECT lost_reason FROM leads WHERE id = ?::uuid")
                        .param(leadId)
                        .query(String.class)
                        .single())
                .isEqualTo("Too expensive");
    }

    @Test
    void aCompletedLeadKeepsWhatItBroughtAndCompletesTheConversation() {
        String conversationId = conversation();
        String leadId = leadOf(conversationId).path("id").asText();
        story.texts(conversationId, "My sink is leaking");
        move(leadId, "completed", null, "310.00");

        assertThat(db.sql("SELECT conversion_value::text FROM leads WHERE id = ?::uuid")
                        .param(leadId)
                        .query(String.class)
                        .single())
                .isEqualTo("310.00");
        assertThat(stateOf(conversationId)).isEqualTo("completed");
        assertThat(awaitEvent("conversation_updated").path("status").asText()).isEqualTo("completed");
        pass(COUNTDOWN);
        assertThat(texts()).containsExactly(GREETING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"status\": \"won\"}",
                "{\"status\": \"qualified\", \"estimatedValue\": -1}",
                "{\"status\": \"qualified\", \"estimatedValue\": 1.001}",
                "{\"status\": \"qualified\", \"estimatedValue\": 100000000}",
                "{\"status\": \"qualified\", \"estimatedValue\": \"much\"}"
            })
    void aMoveThatCannotBeReadIsRefused(String body) {
        String leadId = lead();
        Story.Answer answer = story.user("PUT", "/leads/" + leadId + "/status", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("VALIDATION_ERROR");
        assertThat(story.lead(leadId).path("status").asText()).isEqualTo("new");
    }

    @Test
    void leadsAreListedByStatusAndPagedNewestFirst() {
        String first = lead();
        String second = lead();
        String third = lead();
        move(second, "qualified", null, null);

        JsonNode page = list("?pageSize=2");
        assertThat(fieldsOf(page)).containsExactly("leads", "total", "page", "pageSize", "totalPages");
        assertThat(page.path("leads").findValuesAsText("id")).containsExactly(third, second);
        assertThat(fieldsOf(page.at("/leads/0"))).containsExactly(FIELDS);
        assertThat(page.path("total").asInt()).isEqualTo(3);
        assertThat(page.path("totalPages").asInt()).isEqualTo(2);
        assertThat(list("?pageSize=2&page=2").path("leads").findValuesAsText("id"))
                .containsExactly(first);
        assertThat(list("?status=qualified").path("leads").findValuesAsText("id"))
                .containsExactly(second);
        assertThat(story.user("GET", "/leads/tenant/" + story.tenantId() + "?status=won", null)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void leadsAreCounted() {
        assertThat(stats().toString()).isEqualTo("""
                {"totalLeads":0,"newLeads":0,"qualifiedLeads":0,"appointmentsScheduled":0,"completedJobs":0,\
                "lostLeads":0,"conversionRate":0,"averageValue":0.00}""");
        lead();
        move(lead(), "qualified", null, "100.00");
        move(lead(), "appointment_scheduled", null, "100.01");
        move(lead(), "completed", null, "200.00");
        move(lead(), "lost", null, null);
        lead();

        assertThat(stats().toString()).isEqualTo("""
                {"totalLeads":6,"newLeads":2,"qualifiedLeads":1,"appointmentsScheduled":1,"completedJobs":1,\
                "lostLeads":1,"conversionRate":0.1667,"averageValue":133.34}""");
    }

    @Test
    void aMoveIsTold() {
        String leadId = lead();
        move(leadId, "qualified", "Good", "80.00");

        JsonNode told = awaitEvent("lead_updated");
        assertThat(told.path("leadId").asText()).isEqualTo(leadId);
        assertThat(told.path("updatedFields"))
                .extracting(JsonNode::asText)
                .containsExactly("status", "notes", "estimatedValue");
    }

    /** The lead of another customer of the tenant. */
    private String lead() {
        return story.anotherCustomer().missedCall().text("call.leadId");
    }

    private String leadThatIs(String status) {
        String leadId = lead();
        assertThat(move(leadId, status, null, null).status()).isEqualTo(200);
        return leadId;
    }

    private Story.Answer move(String leadId, String status, String notes, String value) {
        Map<String, Object> move = new HashMap<>(Map.of("status", status));
        move.put("notes", notes);
        move.put("estimatedValue", value == null ? null : new BigDecimal(value));
        return story.user("PUT", "/leads/" + leadId + "/status", move);
    }

    private JsonNode list(String query) {
        return story.user("GET", "/leads/tenant/" + story.tenantId() + query, null)
                .data();
    }

    private JsonNode stats() {
        return story.user("GET", "/leads/tenant/" + story.tenantId() + "/stats", null)
                .data();
    }
}
