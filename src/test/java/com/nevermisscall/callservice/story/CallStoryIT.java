package com.nevermisscall.callservice.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.support.StandIns;
import com.nevermisscall.callservice.support.Story;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What twilio-server reports of calls, in whatever order and however often. */
class CallStoryIT extends ServiceStory {

    private final String callSid = Story.newSid("CA");

    @Test
    void aCallIsStored() {
        Story.Answer answer = story.calls(callSid, "ringing");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("success").asBoolean()).isTrue();
        assertThat(answer.body().path("message").asText()).isEqualTo("Call processed successfully");
        assertThat(fieldsOf(answer.data().path("call")))
                .containsExactly("id", "callSid", "status", "tenantId", "customerPhone", "businessPhone");
        assertThat(answer.text("call.callSid")).isEqualTo(callSid);
        assertThat(answer.text("call.tenantId")).isEqualTo(story.tenantId().toString());
        assertThat(answer.text("call.customerPhone")).isEqualTo(story.customer());
        assertThat(answer.text("call.businessPhone")).isEqualTo(story.business());
    }

    @Test
    void twiliosOwnSpellingIsUnderstoodForEachField() {
        Map<String, Object> twilio = new HashMap<>(Map.of(
                "CallSid", callSid,
                "From", story.customer(),
                "To", story.business(),
                "tenantId", story.tenantId(),
                "CallStatus", "ringing",
                "Direction", "outbound-api",
                "CallerCity", "NEW YORK",
                "CallerState", "NY",
                "CallerCountry", "US",
                "ApiVersion", "2010-04-01"));
        Story.Answer answer = story.webhook("/calls/incoming", twilio);

        assertThat(answer.text("call.customerPhone")).isEqualTo(story.customer());
        assertThat(db.sql("SELECT direction, caller_city, caller_state, caller_country FROM calls WHERE call_sid = ?")
                        .param(callSid)
                        .query()
                        .singleRow()
                        .values())
                .containsExactly("outbound-api", "NEW YORK", "NY", "US");

        Story.Answer missed = story.webhook(
                "/calls/missed",
                Map.of(
                        "CallSid",
                        callSid,
                        "CallStatus",
                        "no-answer",
                        "CallDuration",
                        17,
                        "EndTime",
                        "2026-01-02T03:04:05Z"));
        assertThat(missed.text("call.status")).isEqualTo("missed");
        Story.Answer shown = story.user("GET", "/calls/" + missed.text("call.id"), null);
        assertThat(shown.text("call.duration")).isEqualTo("17");
        assertThat(shown.text("call.endTime")).isEqualTo("2026-01-02T03:04:05Z");
    }

    @ParameterizedTest
    @CsvSource({
        "queued, ringing",
        "initiated, ringing",
        "ringing, ringing",
        "in-progress, in-progress",
        "completed, completed",
        "busy, missed",
        "failed, missed",
        "no-answer, missed",
        "canceled, missed"
    })
    void twiliosStatusBecomesOneOfOurs(String twilios, String ours) {
        assertThat(story.calls(callSid, twilios).text("call.status")).isEqualTo(ours);
        assertThat(texts()).hasSize("missed".equals(ours) ? 1 : 0);
    }

    @Test
    void anUnansweredStatusOfAKnownCallRunsTheMissedFlowOnce() {
        story.calls(callSid, "ringing");
        Story.Answer incoming = story.calls(callSid, "no-answer");
        Story.Answer missed = story.misses(callSid);

        assertThat(missed.text("call.id")).isEqualTo(incoming.text("call.id"));
        assertThat(missed.data().at("/call/autoResponseSent").asBoolean()).isTrue();
        assertThat(texts()).containsExactly(GREETING);
    }

    @Test
    void theStatusMovesForwardAndNeverBackAndNothingIsDuplicated() {
        String id = story.calls(callSid, "ringing").text("call.id");
        assertThat(story.calls(callSid, "in-progress").text("call.status")).isEqualTo("in-progress");
        assertThat(story.calls(callSid, "ringing").text("call.status")).isEqualTo("in-progress");
        assertThat(story.calls(callSid, "completed").text("call.status")).isEqualTo("completed");
        Story.Answer late = story.calls(callSid, "in-progress");

        assertThat(late.text("call.status")).isEqualTo("completed");
        assertThat(late.text("call.id")).isEqualTo(id);
        assertThat(recentCalls()).isOne();
        awaitEvent("call_incoming");
        assertThat(events("call_incoming")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"anonymous", "unknown", "Restricted", "", "+266696687", "+12"})
    void whoCannotBeTextedLeavesACallAndNothingElse(String from) {
        assertThat(callFrom(from).status()).isEqualTo(200);
        Story.Answer missed = story.misses(callSid);

        assertThat(missed.status()).isEqualTo(200);
        assertThat(missed.text("call.status")).isEqualTo("missed");
        assertThat(missed.data().at("/call/smsTriggered").asBoolean()).isFalse();
        assertThat(missed.data().at("/call/conversationId").isNull()).isTrue();
        assertThat(missed.data().at("/call/leadId").isNull()).isTrue();
        assertThat(recentCalls()).isOne();
        assertThat(texts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12125551234", "+02125551234", "tel:+12125551234", "+1212555123456789", "+1 212 555 1234"})
    void aNumberInTheWrongFormatIsRefused(String from) {
        Story.Answer answer = callFrom(from);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("VALIDATION_ERROR");
        assertThat(fieldsOf(answer.details().path("fields"))).containsExactly("from");
        assertThat(recentCalls()).isZero();
    }

    @Test
    void whatIsMissingOrMalformedIsNamedFieldByField() {
        Story.Answer missing = story.webhook("/calls/incoming", Map.of());
        assertThat(missing.status()).isEqualTo(400);
        assertThat(fieldsOf(missing.details().path("fields")))
                .containsExactlyInAnyOrder("callSid", "from", "to", "tenantId", "callStatus");

        assertThat(fieldsOf(story.calls("CA-1", "ringing").details().path("fields")))
                .containsExactly("callSid");
        assertThat(fieldsOf(story.calls("C".repeat(65), "ringing").details().path("fields")))
                .containsExactly("callSid");
        assertThat(fieldsOf(story.calls(callSid, "dialing").details().path("fields")))
                .containsExactly("callStatus");
        assertThat(recentCalls()).isZero();
    }

    @Test
    void aMissedCallThatNobodyKnowsIsNotFound() {
        Story.Answer missed = story.misses(callSid);

        assertThat(missed.status()).isEqualTo(404);
        assertThat(missed.code()).isEqualTo("CALL_NOT_FOUND");
    }

    @Test
    void theMissedCallMayOvertakeTheCallItself() {
        Story.Answer missed = story.webhook(
                "/calls/missed",
                Map.of(
                        "callSid", callSid,
                        "callStatus", "no-answer",
                        "from", story.customer(),
                        "to", story.business(),
                        "tenantId", story.tenantId()));
        assertThat(missed.status()).isEqualTo(200);
        assertThat(fieldsOf(missed.data().path("call")))
                .containsExactly("id", "status", "smsTriggered", "conversationId", "leadId", "autoResponseSent");
        assertThat(missed.data().at("/call/autoResponseSent").asBoolean()).isTrue();

        Story.Answer late = story.calls(callSid, "ringing");
        assertThat(late.text("call.id")).isEqualTo(missed.text("call.id"));
        assertThat(late.text("call.status")).isEqualTo("missed");
        assertThat(texts()).hasSize(1);
    }

    @Test
    void theSameMissedCallIsAnsweredTheSame() {
        story.calls(callSid, "ringing");
        Story.Answer first = story.misses(callSid);
        Story.Answer again = story.misses(callSid);

        assertThat(again.data()).isEqualTo(first.data());
        assertThat(StandIns.texts(story.tenantId())).hasSize(1);
        assertThat(total("/leads/tenant/" + story.tenantId())).isOne();
    }

    @Test
    void aRepeatCallerJoinsTheConversation() {
        Story.Answer first = story.missedCall();
        Story.Answer second = story.missedCall();

        assertThat(second.text("call.id")).isNotEqualTo(first.text("call.id"));
        assertThat(second.text("call.conversationId")).isEqualTo(first.text("call.conversationId"));
        assertThat(second.text("call.leadId")).isEqualTo(first.text("call.leadId"));
        assertThat(second.data().at("/call/smsTriggered").asBoolean()).isFalse();
        assertThat(texts()).containsExactly(GREETING);
        Story.Answer shown = story.user("GET", "/calls/" + second.text("call.id"), null);
        assertThat(shown.text("call.leadCreated")).isEqualTo("false");
        assertThat(shown.text("call.conversationId")).isEqualTo(first.text("call.conversationId"));
    }

    @Test
    void aCallerWhoseConversationIsOverIsGreetedAgain() {
        Story.Answer first = story.missedCall();
        story.completes(first.text("call.conversationId"));
        Story.Answer second = story.missedCall();

        assertThat(second.text("call.conversationId")).isNotEqualTo(first.text("call.conversationId"));
        assertThat(second.text("call.leadId")).isNotEqualTo(first.text("call.leadId"));
        assertThat(texts()).containsExactly(GREETING, GREETING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"completed", "in-progress"})
    void anAnsweredCallIsNotMissed(String status) {
        story.calls(callSid, "ringing");
        Story.Answer answer = story.webhook("/calls/missed", Map.of("callSid", callSid, "callStatus", status));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("call.status")).isEqualTo(status);
        assertThat(answer.data().at("/call/smsTriggered").asBoolean()).isFalse();
        assertThat(answer.data().at("/call/conversationId").isNull()).isTrue();
        assertThat(texts()).isEmpty();
    }

    private Story.Answer callFrom(String from) {
        return story.webhook(
                "/calls/incoming",
                Map.of(
                        "callSid",
                        callSid,
                        "from",
                        from,
                        "to",
                        story.business(),
                        "tenantId",
                        story.tenantId(),
                        "callStatus",
                        "ringing"));
    }

    private int recentCalls() {
        return total("/calls/tenant/" + story.tenantId() + "/recent");
    }

    private int total(String path) {
        return story.user("GET", path, null).data().path("total").asInt();
    }
}
