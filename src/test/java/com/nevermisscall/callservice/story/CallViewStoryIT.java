package com.nevermisscall.callservice.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nevermisscall.callservice.support.Story;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls as the dashboard shows them. */
class CallViewStoryIT extends ServiceStory {

    private static final String[] FIELDS = {
        "id",
        "callSid",
        "tenantId",
        "customerPhone",
        "businessPhone",
        "direction",
        "status",
        "startTime",
        "endTime",
        "duration",
        "conversationId",
        "leadId",
        "leadCreated"
    };

    @Test
    void aCallShowsWhatItHasLedTo() {
        String callSid = Story.newSid("CA");
        story.webhook(
                "/calls/incoming",
                Map.of(
                        "callSid",
                        callSid,
                        "from",
                        story.customer(),
                        "to",
                        story.business(),
                        "tenantId",
                        story.tenantId(),
                        "callStatus",
                        "ringing",
                        "direction",
                        "inbound",
                        "timestamp",
                        "2026-01-02T03:04:05Z"));
        Story.Answer missed = story.misses(callSid);

        JsonNode call = story.user("GET", "/calls/" + missed.text("call.id"), null)
                .data()
                .path("call");
        assertThat(fieldsOf(call)).containsExactly(FIELDS);
        assertThat(call.path("callSid").asText()).isEqualTo(callSid);
        assertThat(call.path("direction").asText()).isEqualTo("inbound");
        assertThat(call.path("status").asText()).isEqualTo("missed");
        assertThat(call.path("startTime").asText()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(call.path("endTime").isNull()).isTrue();
        assertThat(call.path("duration").asInt(-1)).isZero();
        assertThat(call.path("conversationId").asText()).isEqualTo(missed.text("call.conversationId"));
        assertThat(call.path("leadId").asText()).isEqualTo(missed.text("call.leadId"));
        assertThat(call.path("leadCreated").asBoolean()).isTrue();
    }

    @Test
    void aCallThatNobodyKnowsIsNotFound() {
        Story.Answer answer = story.user("GET", "/calls/" + UUID.randomUUID(), null);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("CALL_NOT_FOUND");
    }

    @Test
    void recentCallsArePagedNewestFirst() {
        List<String> sids = List.of(Story.newSid("CA"), Story.newSid("CA"), Story.newSid("CA"));
        sids.forEach(sid -> story.calls(sid, "ringing"));
        story.misses(sids.get(1));

        JsonNode first = recent("?pageSize=2");
        assertThat(fieldsOf(first)).containsExactly("calls", "total", "page", "pageSize", "totalPages");
        assertThat(first.path("calls").findValuesAsText("callSid")).containsExactly(sids.get(2), sids.get(1));
        assertThat(fieldsOf(first.path("calls").path(0))).containsExactly(FIELDS);
        assertThat(first.path("total").asInt()).isEqualTo(3);
        assertThat(first.path("page").asInt()).isEqualTo(1);
        assertThat(first.path("pageSize").asInt()).isEqualTo(2);
        assertThat(first.path("totalPages").asInt()).isEqualTo(2);
        assertThat(recent("?pageSize=2&page=2").path("calls").findValuesAsText("callSid"))
                .containsExactly(sids.get(0));
        assertThat(recent("?status=missed").path("calls").findValuesAsText("callSid"))
                .containsExactly(sids.get(1));
        assertThat(recent("?status=in-progress").path("total").asInt()).isZero();
        assertThat(recent("").path("pageSize").asInt()).isEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"page=0", "pageSize=0", "pageSize=101", "status=lost", "page=one"})
    void aPageThatCannotBeIsRefused(String query) {
        Story.Answer answer = story.user("GET", "/calls/tenant/" + story.tenantId() + "/recent?" + query, null);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(fieldsOf(answer.details().path("fields"))).containsExactly(query.split("=")[0]);
    }

    private JsonNode recent(String query) {
        return story.user("GET", "/calls/tenant/" + story.tenantId() + "/recent" + query, null)
                .data();
    }
}
