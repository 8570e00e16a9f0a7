package com.nevermisscall.callservice.invariant;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.nevermisscall.callservice.support.Replicas;
import com.nevermisscall.callservice.support.ReplicasTest;
import com.nevermisscall.callservice.support.StandIns;
import com.nevermisscall.callservice.support.Storm;
import com.nevermisscall.callservice.support.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A collaborator that hangs, fails or talks nonsense slows no webhook beyond its limit, and nothing is lost. */
@ReplicasTest
class BrokenCollaboratorIT {

    private static final Duration HANG = Duration.ofSeconds(30);
    /** The limit of the tenant's lookup and that of a text, and much time for a busy machine; far from a hang. */
    private static final Duration LIMIT = Duration.ofSeconds(7 + 13);

    /** The AI is asked twice, for ten seconds each time; then its failure is told. */
    private static final Duration TWO_HANGS = Duration.ofSeconds(90);

    private static final String AI_TEXT = "What is your address, says the AI?";

    @Test
    void everythingIsToldAndSentInTheEnd() {
        List<Callable<Told>> stories = new ArrayList<>();
        for (Broken broken : Broken.values()) {
            faults().forEach((name, fault) -> stories.add(() -> begin(broken, name, fault.get())));
        }
        List<Told> told = Storm.of(14, stories);

        Replicas.clock().forward(Duration.ofSeconds(61));
        await().atMost(TWO_HANGS).untilAsserted(() -> {
            Replicas.closeCircuits();
            assertThat(told)
                    .allSatisfy(one -> assertThat(one.broken == Broken.AI ? failedTurns(one) : aiTexts(one))
                            .as("%s", one)
                            .isPositive());
        });
        told.forEach(one -> one.broken.answers(one.story.tenantId(), null));
        for (int i = 0; i < 5; i++) {
            Replicas.closeCircuits();
            Replicas.clock().forward(Duration.ofSeconds(20));
            Replicas.awaitIdle();
        }

        assertThat(told)
                .allSatisfy(one -> assertThat(unfinished(one)).as("%s", one).isZero());
        assertThat(told).allSatisfy(BrokenCollaboratorIT::assertOneTryEachGotThrough);
        assertThat(told).allSatisfy(BrokenCollaboratorIT::assertToldInOrder);
        told.stream().filter(one -> one.broken == Broken.AI).forEach(one -> {
            assertThat(aiTexts(one)).as("%s", one).isZero();
            assertThat(one.story
                            .texts(one.conversationId, "Hello?")
                            .data()
                            .path("humanResponseWindow")
                            .asInt())
                    .isPositive();
        });
        Replicas.clock().forward(Duration.ofSeconds(61));
        await().untilAsserted(() -> assertThat(told)
                .allSatisfy(one -> assertThat(aiTexts(one)).as("%s", one).isEqualTo(1)));
    }

    /** The calls and texts of one customer while a collaborator does as it should not. */
    private static Told begin(Broken broken, String fault, ResponseDefinitionBuilder answer) {
        Story story = Replicas.story();
        StandIns.aiAnswers(story.tenantId(), okJson(StandIns.aiAnswer(AI_TEXT)));
        broken.answers(story.tenantId(), answer);
        String callSid = Story.newSid("CA");
        inTime(() -> story.calls(callSid, "ringing"));
        Story.Answer missed = inTime(() -> story.misses(callSid));
        assertThat(missed.data().at("/call/smsTriggered").asBoolean()).isTrue();
        String conversationId = missed.text("call.conversationId");
        inTime(() -> story.texts(conversationId, "My sink is leaking"));
        return new Told(broken, fault, story, conversationId);
    }

    private static Story.Answer inTime(Supplier<Story.Answer> webhook) {
        Instant begin = Instant.now();
        Story.Answer answer = webhook.get();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(Duration.between(begin, Instant.now())).isLessThan(LIMIT);
        return answer;
    }

    private static Map<String, Supplier<ResponseDefinitionBuilder>> faults() {
        Map<String, Supplier<ResponseDefinitionBuilder>> faults = new LinkedHashMap<>();
        faults.put("hangs", () -> okJson("{}").withFixedDelay((int) HANG.toMillis()));
        faults.put("fails", () -> StandIns.status(500));
        faults.put("is not there", () -> aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        faults.put("sends garbage", () -> aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE));
        faults.put("sends no JSON", () -> aResponse().withStatus(200).withBody("<html>It works!</html>"));
        faults.put("sends other JSON", () -> okJson("[[\"exists\", \"messageSid\", {\"success\": \"no\"}]]"));
        faults.put("sends too much", () -> okJson("\"" + "x".repeat(400_000) + "\""));
        return faults;
    }

    private static int aiTexts(Told one) {
        return (int) StandIns.texts(one.story.tenantId()).stream()
                .filter(text -> text.body().path("body").asText().equals(AI_TEXT))
                .map(StandIns.Sent::key)
                .distinct()
                .count();
    }

    private static int failedTurns(Told one) {
        return (int) StandIns.events(one.story.tenantId()).stream()
                .filter(event -> event.body().path("event").asText().equals("ai_failed"))
                .count();
    }

    private static long unfinished(Told one) {
        return Replicas.database()
                .sql("""
                        SELECT (SELECT count(*) FROM messages WHERE tenant_id = :tenant AND status IN ('QUEUED', 'FAILED'))
                             + (SELECT count(*) FROM outbox_events WHERE tenant_id = :tenant)""")
                .param("tenant", one.story.tenantId())
                .query(Long.class)
                .single();
    }

    private static void assertOneTryEachGotThrough(Told one) {
        int expected = one.broken == Broken.AI ? 1 : 2;
        assertThat(StandIns.texts(one.story.tenantId()).stream()
                        .map(StandIns.Sent::key)
                        .distinct())
                .as("%s: greeting and AI", one)
                .hasSize(expected);
    }

    private static void assertToldInOrder(Told one) {
        List<StandIns.Sent> events = StandIns.told(one.story.tenantId()).stream()
                .filter(event ->
                        event.body().at("/data/conversationId").asText().equals(one.conversationId))
                .sorted(Comparator.comparing(StandIns.Sent::at)
                        .thenComparing(event -> event.body().path("timestamp").asText()))
                .toList();
        assertThat(events)
                .as("%s", one)
                .extracting(event -> event.body().path("event").asText())
                .contains("call_missed", "lead_created", "message_sent", "message_received", "ai_activated");
        assertThat(events)
                .as("%s; but two texts may be sent at the same time", one)
                .filteredOn(event -> !event.body().path("event").asText().equals("message_sent"))
                .extracting(
                        event -> Instant.parse(event.body().path("timestamp").asText()))
                .isSorted();
    }

    private enum Broken {
        TWILIO,
        AI,
        TENANT,
        CONNECTION;

        /** Sets what it answers about a tenant; null makes it well again. */
        void answers(UUID tenantId, ResponseDefinitionBuilder answer) {
            switch (this) {
                case TWILIO -> {
                    if (answer == null) {
                        StandIns.twilioAccepts(tenantId);
                    } else {
                        StandIns.twilioAnswers(tenantId, answer);
                    }
                }
                case AI -> StandIns.aiAnswers(tenantId, answer == null ? okJson(StandIns.aiAnswer(AI_TEXT)) : answer);
                case TENANT ->
                    StandIns.tenantAnswers(
                            tenantId, answer == null ? okJson("{\"exists\": true, \"active\": true}") : answer);
                case CONNECTION -> StandIns.connectionAnswers(tenantId, answer == null ? okJson("{}") : answer);
            }
        }
    }

    private record Told(Broken broken, String fault, Story story, String conversationId) {

        @Override
        public String toString() {
            return broken + " " + fault;
        }
    }
}
