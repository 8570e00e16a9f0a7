package com.nevermisscall.callservice.invariant;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nevermisscall.callservice.support.Replicas;
import com.nevermisscall.callservice.support.ReplicasTest;
import com.nevermisscall.callservice.support.StandIns;
import com.nevermisscall.callservice.support.Storm;
import com.nevermisscall.callservice.support.Story;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** To a customer who has texted STOP nothing is sent but the one confirmation, by anyone, until START. */
@ReplicasTest
class OptOutIT {

    private static final Duration MOMENT = Duration.ofMillis(150);
    private static final String AI_TEXT = "What is your address, says the AI?";
    private static final String NOTICE = "You are unsubscribed";

    private Story business;

    @BeforeEach
    void begin() {
        business = Replicas.story();
        StandIns.aiAnswers(
                business.tenantId(), okJson(StandIns.aiAnswer(AI_TEXT)).withUniformRandomDelay(0, 60));
        StandIns.twilioAccepts(business.tenantId(), Duration.ofMillis(60));
    }

    @Test
    void stopWinsOverWhateverIsAboutToBeSent() {
        List<Callable<Stopped>> rounds = IntStream.range(0, 60)
                .<Callable<Stopped>>mapToObj(round -> () -> race(business.anotherCustomer(), round % 10 == 0))
                .toList();

        List<Stopped> stopped = Storm.of(8, rounds);

        Replicas.awaitIdle();
        assertThat(stopped).allSatisfy(OptOutIT::assertSilentAfterStop);
        assertThat(stopped)
                .as("the AI was faster in some rounds and slower in others")
                .anySatisfy(one -> assertThat(aiTexts(one.customer())).isNotEmpty())
                .anySatisfy(one -> assertThat(aiTexts(one.customer())).isEmpty());
    }

    /**
     * At the same time: a call is missed, the AI is handed the conversation, a human replies, and the customer stops; if
     * so wanted, after the AI's first answer.
     */
    private static Stopped race(Story customer, boolean answered) {
        String conversationId = customer.texts("My sink is leaking").text("conversationId");
        if (answered) {
            assertThat(activate(customer, conversationId).status()).isEqualTo(200);
            await().until(() -> !aiTexts(customer).isEmpty());
        }
        List<CompletableFuture<Story.Answer>> others = List.of(
                Storm.within(MOMENT, customer::missedCall),
                Storm.within(MOMENT, () -> activate(customer, conversationId)),
                Storm.within(MOMENT, () -> customer.texts(conversationId, "Hello?")),
                Storm.within(MOMENT, () -> replyBesideTheAi(customer, conversationId)));
        Story.Answer stop = Storm.within(MOMENT.multipliedBy(3), () -> customer.texts("STOP"))
                .join();
        Instant at = Instant.now();
        assertThat(stop.status()).isEqualTo(200);
        assertThat(others).allSatisfy(other -> assertThat(other.join().status()).isIn(200, 409));
        return new Stopped(customer, conversationId, at);
    }

    private static Story.Answer replyBesideTheAi(Story customer, String conversationId) {
        return customer.user(
                "POST",
                "/conversations/" + conversationId + "/reply",
                Map.of("message", "On my way", "takeOverFromAI", false));
    }

    @Test
    void aGreetingIsNotSentAfterAStopThatOvertookIt() {
        List<Callable<Stopped>> rounds = IntStream.range(0, 30)
                .<Callable<Stopped>>mapToObj(round -> () -> {
                    Story customer = business.anotherCustomer();
                    CompletableFuture<Story.Answer> call = Storm.within(MOMENT, customer::missedCall);
                    assertThat(Storm.within(MOMENT, () -> customer.texts("Stop."))
                                    .join()
                                    .status())
                            .isEqualTo(200);
                    Instant at = Instant.now();
                    Story.Answer missed = call.join();
                    assertThat(missed.status()).isEqualTo(200);
                    return new Stopped(customer, missed.text("call.conversationId"), at);
                })
                .toList();

        List<Stopped> stopped = Storm.of(8, rounds);

        Replicas.awaitIdle();
        assertThat(stopped).allSatisfy(OptOutIT::assertSilentAfterStop);
    }

    @Test
    void nobodyCanTextTheCustomerUntilStart() {
        String conversationId = business.missedCall().text("call.conversationId");
        assertThat(business.texts(conversationId, "unsubscribe").status()).isEqualTo(200);
        Instant at = Instant.now();
        Stopped stopped = new Stopped(business, conversationId, at);

        assertThat(business.replies(conversationId, "Hello?").code()).isEqualTo("RECIPIENT_OPTED_OUT");
        assertThat(activate(business, conversationId).code()).isEqualTo("RECIPIENT_OPTED_OUT");
        assertThat(business.missedCall().data().at("/call/smsTriggered").asBoolean())
                .isFalse();
        Stream.of("Hello?", "HELP", "STOP", "quit").forEach(text -> business.texts(conversationId, text));
        completeAndReopen(conversationId);
        assertThat(business.missedCall().status()).isEqualTo(200);
        assertThat(business.replies(conversationId, "Hello?").code()).isEqualTo("RECIPIENT_OPTED_OUT");
        awaitNotice();
        Replicas.clock().forward(Duration.ofMinutes(3));
        Replicas.awaitIdle();
        assertSilentAfterStop(stopped);

        assertThat(business.texts(conversationId, "START").status()).isEqualTo(200);
        assertThat(business.replies(conversationId, "Welcome back").status()).isEqualTo(200);
        assertThat(texts(business))
                .last()
                .satisfies(text -> assertThat(text.body().path("body").asText()).isEqualTo("Welcome back"));
    }

    private void completeAndReopen(String conversationId) {
        Stream.of("completed", "active")
                .forEach(status -> assertThat(business.user(
                                        "PUT",
                                        "/conversations/" + conversationId + "/status",
                                        "{\"status\": \"" + status + "\"}")
                                .status())
                        .isEqualTo(200));
    }

    @Test
    void queuedTextsOfAllConversationsEndWithStopEvenWhenTheirSenderHasDied() {
        // Not tried again by itself while the stage is being set; later than that a wrong try would still show.
        StandIns.twilioAnswers(business.tenantId(), StandIns.status(503).withHeader("Retry-After", "600"));
        String conversationId = business.missedCall().text("call.conversationId");
        assertThat(business.replies(conversationId, "On my way").text("status")).isEqualTo("queued");
        Replicas.awaitIdle();
        claimTheReplyAsOneWhoDies();
        StandIns.twilioAccepts(business.tenantId());

        CompletableFuture<Story.Answer> stop =
                Storm.within(Duration.ZERO, () -> business.texts(conversationId, "STOP"));
        awaitNotice();
        Replicas.clock().forward(Duration.ofSeconds(12));
        assertThat(stop.join().status()).isEqualTo(200);
        Instant at = Instant.now();

        Replicas.clock().forward(Duration.ofMinutes(11));
        Replicas.awaitIdle();
        assertSilentAfterStop(new Stopped(business, conversationId, at));
        assertThat(Replicas.database()
                        .sql("SELECT DISTINCT status || ' ' || error_code FROM messages WHERE tenant_id = ? "
                                + "AND sender IN ('SYSTEM', 'HUMAN') AND kind <> 'OPT_OUT_NOTICE'")
                        .param(business.tenantId())
                        .query(String.class)
                        .list())
                .containsExactly("FAILED RECIPIENT_OPTED_OUT");
    }

    /** Returns when the notice is sent and that is known: until then a clock that is put forward makes it an orphan. */
    private void awaitNotice() {
        await().until(() -> Replicas.database()
                .sql("SELECT status FROM messages WHERE tenant_id = ? AND kind = 'OPT_OUT_NOTICE'")
                .param(business.tenantId())
                .query(String.class)
                .list()
                .equals(List.of("SENT")));
    }

    private void claimTheReplyAsOneWhoDies() {
        Timestamp end = Timestamp.from(Replicas.clock().instant().plusSeconds(10));
        UUID reply = Replicas.database()
                .sql("UPDATE messages SET claimed_until = ? WHERE tenant_id = ? AND sender = 'HUMAN' RETURNING id")
                .params(end, business.tenantId())
                .query(UUID.class)
                .single();
        Replicas.database()
                .sql(
                        "UPDATE scheduled_tasks SET execution_time = ? WHERE task_name = 'deliver-sms' AND task_instance = ?")
                .params(end, reply.toString())
                .update();
    }

    private static Story.Answer activate(Story customer, String conversationId) {
        return customer.user("POST", "/conversations/" + conversationId + "/ai/activate", null);
    }

    private static void assertSilentAfterStop(Stopped stopped) {
        await().until(() -> texts(stopped.customer()).stream().anyMatch(OptOutIT::isNotice));
        List<StandIns.Sent> texts = texts(stopped.customer());
        assertThat(texts).filteredOn(OptOutIT::isNotice).hasSize(1);
        assertThat(texts)
                .filteredOn(text -> !isNotice(text))
                .allSatisfy(text -> assertThat(text.at()).isBeforeOrEqualTo(stopped.at()));
    }

    private static boolean isNotice(StandIns.Sent text) {
        return text.body().path("body").asText().startsWith(NOTICE);
    }

    private static List<StandIns.Sent> texts(Story customer) {
        return StandIns.texts(customer.tenantId(), customer.customer());
    }

    private static List<StandIns.Sent> aiTexts(Story customer) {
        return texts(customer).stream()
                .filter(text -> text.body().path("body").asText().equals(AI_TEXT))
                .toList();
    }

    private record Stopped(Story customer, String conversationId, Instant at) {}
}
