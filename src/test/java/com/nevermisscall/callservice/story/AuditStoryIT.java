package com.nevermisscall.callservice.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.nevermisscall.callservice.security.CurrentUser;
import com.nevermisscall.callservice.security.UserTokens;
import com.nevermisscall.callservice.support.Story;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

/** What users read and change is written down, and stays. */
class AuditStoryIT extends ServiceStory {

    @Autowired
    private UserTokens tokens;

    @Test
    void everyReadingAndChangeOfAUserIsThere() {
        Story.Answer missed = story.missedCall();
        String call = missed.text("call.id");
        String conversation = missed.text("call.conversationId");
        String lead = missed.text("call.leadId");
        story.user("GET", "/calls/" + call, null);
        story.user("GET", "/calls/tenant/" + story.tenantId() + "/recent", null);
        story.user("GET", "/conversations/" + conversation, null);
        story.user("GET", "/conversations/tenant/" + story.tenantId() + "/active", null);
        story.handsToAi(conversation);
        story.takesOver(conversation);
        story.replies(conversation, "Hello");
        story.completes(conversation);
        story.lead(lead);
        story.user("GET", "/leads/tenant/" + story.tenantId(), null);
        story.user("GET", "/leads/tenant/" + story.tenantId() + "/stats", null);
        story.user("PUT", "/leads/" + lead + "/status", Map.of("status", "qualified"));

        assertThat(trail(""))
                .extracting(AuditStoryIT::told)
                .containsExactly(
                        "lead_moved [" + lead + "]",
                        "lead_stats_read []",
                        "leads_listed [" + lead + "]",
                        "lead_read [" + lead + "]",
                        "conversation_status_set [" + conversation + "]",
                        "conversation_replied [" + conversation + "]",
                        "ai_deactivated [" + conversation + "]",
                        "ai_activated [" + conversation + "]",
                        "conversations_listed [" + conversation + "]",
                        "conversation_read [" + conversation + "]",
                        "calls_listed [" + call + "]",
                        "call_read [" + call + "]");
        assertThat(trail("?subjectId=" + call)).hasSize(2);
        assertThat(trail("?userId=" + UUID.randomUUID())).isEmpty();
    }

    @Test
    void anEntryTellsWhoFromWhereAndInWhichRequestButNoContent() {
        String conversation = conversation();
        story.texts(conversation, "My secret is 4711");
        Story.Answer shown = story.send(
                "GET",
                "/conversations/" + conversation,
                null,
                "Authorization",
                "Bearer " + story.token(),
                "X-Forwarded-For",
                "198.51.100.1, 203.0.113.7");

        JsonNode entry = trail("").get(0);
        assertThat(entry.path("userId").asText()).isEqualTo(story.userId().toString());
        assertThat(entry.path("ipAddress").asText()).isEqualTo("203.0.113.7");
        assertThat(entry.path("requestId").asText())
                .isEqualTo(shown.headers().firstValue("X-Request-Id").orElseThrow());
        assertThat(entry.toString()).doesNotContain("4711").doesNotContain(story.customer());
    }

    @Test
    void whatWasRefusedIsNeitherDoneNorWrittenDown() {
        String conversation = conversation();
        story.completes(conversation);

        assertThat(story.replies(conversation, "Hello").status()).isEqualTo(409);
        assertThat(newStory()
                        .user("GET", "/conversations/" + conversation, null)
                        .status())
                .isEqualTo(403);
        assertThat(story.user("GET", "/conversations/" + conversation + "?before=" + UUID.randomUUID(), null)
                        .status())
                .isEqualTo(400);

        assertThat(trail(""))
                .extracting(AuditStoryIT::told)
                .containsExactly("conversation_status_set [" + conversation + "]");
    }

    @Test
    void thereIsNoAnswerAndNoChangeWithoutItsEntry() {
        Story.Answer missed = story.missedCall();
        String lead = missed.text("call.leadId");
        db.sql("ALTER TABLE audit_entries ADD CONSTRAINT nothing_of_this_tenant CHECK (tenant_id <> '%s') NOT VALID"
                        .formatted(story.tenantId()))
                .update();
        try {
            assertThat(story.user("GET", "/leads/" + lead, null).status()).isEqualTo(500);
            assertThat(story.user("PUT", "/leads/" + lead + "/status", Map.of("status", "lost"))
                            .status())
                    .isEqualTo(500);
        } finally {
            db.sql("ALTER TABLE audit_entries DROP CONSTRAINT nothing_of_this_tenant")
                    .update();
        }
        assertThat(story.lead(lead).path("status").asText()).isEqualTo("new");
    }

    @Test
    void theTrailIsReadInStretches() {
        String conversation = conversation();
        for (int i = 0; i < 5; i++) {
            story.conversation(conversation);
        }
        JsonNode first = page("?limit=3&subjectId=" + conversation);
        JsonNode second = page("?limit=3&subjectId=" + conversation + "&before="
                + first.path("next").asText());

        assertThat(first.path("entries")).hasSize(3);
        assertThat(second.path("entries")).hasSize(2);
        assertThat(second.path("next").isNull()).isTrue();
        assertThat(first.path("entries").findValuesAsText("id"))
                .doesNotContainAnyElementsOf(second.path("entries").findValuesAsText("id"));
    }

    @Test
    void readingTheTrailIsWrittenDown() {
        trail("");

        assertThat(trail("")).extracting(AuditStoryIT::told).containsExactly("audit_read []");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"dispatcher", "OWNER", ""})
    void theTrailIsForOwnersAndAdmins(String role) {
        Story.Answer answer = as(role, story.tenantId());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("ACCESS_DENIED");
        assertThat(as("admin", story.tenantId()).status()).isEqualTo(200);
        assertThat(as("admin", UUID.randomUUID()).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_entries SET user_id = NULL WHERE tenant_id = '%s'",
                "DELETE FROM audit_entries WHERE tenant_id = '%s'",
                "TRUNCATE audit_entries"
            })
    void theDatabaseRefusesToForget(String sql) {
        story.lead(story.missedCall().text("call.leadId"));

        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> db.sql(sql.formatted(story.tenantId())).update())
                .havingRootCause()
                .withMessageContaining("append-only");
        assertThat(trail("")).hasSize(1);
    }

    private Story.Answer as(String role, UUID tenantId) {
        CurrentUser user = new CurrentUser(UUID.randomUUID(), tenantId, null, role);
        return story.send(
                "GET",
                "/audit/tenant/" + story.tenantId(),
                null,
                "Authorization",
                "Bearer " + tokens.issue(user, Duration.ofMinutes(1)));
    }

    private JsonNode page(String query) {
        Story.Answer answer = story.user("GET", "/audit/tenant/" + story.tenantId() + query, null);
        assertThat(answer.status()).isEqualTo(200);
        return answer.data();
    }

    private List<JsonNode> trail(String query) {
        return StreamSupport.stream(page(query).path("entries").spliterator(), false)
                .toList();
    }

    private static String told(JsonNode entry) {
        return entry.path("action").asText() + " "
                + entry.path("subjectIds").toString().replace("\"", "");
    }
}
