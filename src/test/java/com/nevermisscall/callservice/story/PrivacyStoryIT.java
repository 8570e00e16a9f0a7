package com.nevermisscall.callservice.story;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.nevermisscall.callservice.security.CurrentUser;
import com.nevermisscall.callservice.security.UserTokens;
import com.nevermisscall.callservice.support.HeldAnswer;
import com.nevermisscall.callservice.support.StandIns;
import com.nevermisscall.callservice.support.Storm;
import com.nevermisscall.callservice.support.Story;
import com.nevermisscall.callservice.support.Tables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A customer asks what is stored, and to be forgotten, in the middle of whatever goes on. */
class PrivacyStoryIT extends ServiceStory {

    private final String secret = "the key is under flowerpot " + UUID.randomUUID();

    @Autowired
    private UserTokens tokens;

    @Test
    void anExportHasAllOfTheCustomerAndNothingOfOthers() {
        String conversation = conversation();
        story.texts(conversation, secret);
        story.replies(conversation, "On my way");
        story.anotherCustomer().missedCall();

        JsonNode data = export(story).data();

        assertThat(data.path("customerPhone").asText()).isEqualTo(story.customer());
        assertThat(data.path("calls").findValuesAsText("customerPhone")).containsExactly(story.customer());
        assertThat(data.at("/conversations/0/messages").findValuesAsText("body"))
                .containsExactly(GREETING, secret, "On my way");
        assertThat(data.path("leads").findValuesAsText("problemDescription")).containsExactly(secret);
        assertThat(data.path("conversations")).hasSize(1);
        assertThat(data.path("optOut").isNull()).isTrue();
    }

    @Test
    void whoIsErasedIsNowhereAnyMore() {
        Story.Answer missed = story.missedCall();
        String conversation = missed.text("call.conversationId");
        story.texts(conversation, secret);
        story.replies(conversation, "I repeat: " + secret);
        awaitEvent("human_reply_sent");

        JsonNode erased = erase(story).data();

        assertThat(erased.toString())
                .isEqualTo("{\"calls\":1,\"conversations\":1,\"messages\":3,\"leads\":1,\"optOutKept\":false}");
        assertThat(story.user("GET", "/conversations/" + conversation, null).status())
                .isEqualTo(404);
        assertThat(story.user("GET", "/leads/" + missed.text("call.leadId"), null)
                        .status())
                .isEqualTo(404);
        assertThat(story.user("GET", "/calls/" + missed.text("call.id"), null).status())
                .isEqualTo(404);
        assertThat(Tables.with(db, secret)).isEmpty();
        assertThat(Tables.with(db, story.tenantId() + "%" + story.customer())).isEmpty();
        assertThat(erase(story).data().path("messages").asInt()).isZero();
    }

    @Test
    void bothAreWrittenDownWithWhatTheyWereAboutAndWithoutThePhone() {
        Story.Answer missed = story.missedCall();
        List<String> ids =
                List.of(missed.text("call.id"), missed.text("call.conversationId"), missed.text("call.leadId"));
        export(story);
        erase(story);

        JsonNode trail = story.user("GET", "/audit/tenant/" + story.tenantId(), null)
                .data()
                .path("entries");
        assertThat(trail.get(0).path("action").asText()).isEqualTo("customer_erased");
        assertThat(trail.findValuesAsText("action")).contains("customer_exported");
        List.of(trail.get(0), trail.get(trail.size() - 1))
                .forEach(entry -> assertThat(entry.path("subjectIds"))
                        .extracting(JsonNode::asText)
                        .containsExactlyInAnyOrderElementsOf(ids));
        assertThat(trail.toString()).doesNotContain(story.customer());
    }

    @Test
    void theProofOfAnOptOutStaysAndIsHonoured() {
        story.texts(conversation(), "STOP");

        assertThat(erase(story).data().path("optOutKept").asBoolean()).isTrue();

        assertThat(export(story).data().at("/optOut/source").asText()).isEqualTo("customer");
        assertThat(story.missedCall().text("call.smsTriggered")).isEqualTo("false");
        assertThat(texts()).containsExactly(GREETING);
    }

    @Test
    void theSameCustomerOfAnotherTenantStays() {
        conversation();
        Story other = newStory();
        Story.Answer text = other.webhook(
                "/conversations/messages/incoming",
                Map.of(
                        "messageSid", Story.newSid("SM"),
                        "tenantId", other.tenantId(),
                        "from", story.customer(),
                        "to", other.business(),
                        "body", "Hello"));

        erase(story);

        assertThat(other.messages(text.text("conversationId"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"export", "erase"})
    void itIsForOwnersAndAdmins(String what) {
        String conversation = conversation();
        CurrentUser user = new CurrentUser(UUID.randomUUID(), story.tenantId(), null, "dispatcher");
        Story.Answer answer = story.send(
                "POST",
                "/privacy/tenant/" + story.tenantId() + "/" + what,
                Map.of("customerPhone", story.customer()),
                "Authorization",
                "Bearer " + tokens.issue(user, Duration.ofMinutes(1)));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.data().isMissingNode()).isTrue();
        assertThat(story.messages(conversation)).hasSize(1);
    }

    @Test
    void aCountdownThatRunsEnds() {
        String conversation = conversation();
        story.texts(conversation, secret);

        erase(story);
        pass(COUNTDOWN);

        assertThat(StandIns.questions(story.tenantId())).isEmpty();
        assertThat(texts()).containsExactly(GREETING);
        assertThat(tasksOf(conversation)).isEmpty();
    }

    @Test
    void anAnswerThatTheAiIsMakingIsDropped() {
        HeldAnswer late = new HeldAnswer();
        StandIns.aiAnswers(story.tenantId(), late.of(okJson(StandIns.aiAnswer("Too late"))));
        String conversation = conversationOfAi();
        story.texts(conversation, secret);
        await().until(() -> !StandIns.questions(story.tenantId()).isEmpty());

        erase(story);
        late.release();

        await().until(() -> tasksOf(conversation).isEmpty());
        assertThat(texts()).containsExactly(GREETING);
        assertThat(Tables.with(db, secret)).isEmpty();
    }

    @Test
    void aTextThatWaitsToBeSentDoesNotGoOut() {
        String conversation = conversation();
        StandIns.twilioAnswers(story.tenantId(), StandIns.status(503));
        assertThat(story.replies(conversation, secret).text("status")).isEqualTo("queued");

        erase(story);
        int tries = StandIns.texts(story.tenantId()).size();
        StandIns.twilioAccepts(story.tenantId());
        pass(COUNTDOWN);

        assertThat(StandIns.texts(story.tenantId())).hasSize(tries);
        assertThat(Tables.with(db, secret)).isEmpty();
    }

    @Test
    void aTextOnTheWireIsAwaited() {
        String conversation = conversation();
        StandIns.twilioAnswers(
                story.tenantId(),
                okJson("{\"messageSid\":\"" + Story.newSid("SM") + "\"}").withFixedDelay(500));
        CompletableFuture<Story.Answer> reply =
                CompletableFuture.supplyAsync(() -> story.replies(conversation, secret));
        await().until(() -> texts().contains(secret));

        assertThat(erase(story).data().path("messages").asInt()).isEqualTo(2);

        assertThat(reply.join().status()).isEqualTo(200);
        assertThat(Tables.with(db, secret)).isEmpty();
    }

    @Test
    void inAStormOfTextsNothingBreaksAndTheLastErasureLeavesNothing() {
        String conversation = conversation();
        List<Callable<Integer>> storm = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            storm.add(() -> story.texts(conversation, secret).status());
            storm.add(() -> story.texts(secret).status());
            storm.add(() -> story.missedCall().status());
        }
        for (int i = 0; i < 4; i++) {
            storm.add(() -> erase().status());
        }

        assertThat(Storm.of(8, storm)).isSubsetOf(200, 404, 503);

        erase(story);
        assertThat(Tables.with(db, secret)).isEmpty();
        assertThat(export(story).data().path("calls")).isEmpty();
    }

    private Story.Answer export(Story customer) {
        return done(customer.user(
                "POST",
                "/privacy/tenant/" + customer.tenantId() + "/export",
                Map.of("customerPhone", customer.customer())));
    }

    private Story.Answer erase(Story customer) {
        return done(customer.user(
                "POST",
                "/privacy/tenant/" + customer.tenantId() + "/erase",
                Map.of("customerPhone", customer.customer())));
    }

    private Story.Answer erase() {
        return story.user(
                "POST", "/privacy/tenant/" + story.tenantId() + "/erase", Map.of("customerPhone", story.customer()));
    }

    private static Story.Answer done(Story.Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer;
    }

    private List<String> tasksOf(String conversation) {
        return db.sql("""
                        SELECT task_name FROM scheduled_tasks WHERE task_instance LIKE :instance
                        UNION ALL SELECT task_name FROM scheduled_ai_tasks WHERE task_instance LIKE :instance""")
                .param("instance", conversation + "%")
                .query(String.class)
                .list();
    }
}
