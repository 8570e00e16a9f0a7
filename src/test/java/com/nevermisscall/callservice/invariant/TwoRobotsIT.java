package com.nevermisscall.callservice.invariant;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nevermisscall.callservice.support.HeldAnswer;
import com.nevermisscall.callservice.support.Replicas;
import com.nevermisscall.callservice.support.ReplicasTest;
import com.nevermisscall.callservice.support.StandIns;
import com.nevermisscall.callservice.support.Storm;
import com.nevermisscall.callservice.support.Story;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A customer who is a robot too: the service texts it five times by itself, and then waits for a human or a pause. */
@ReplicasTest
class TwoRobotsIT {

    private static final int LIMIT = 5;
    private static final Duration COUNTDOWN = Duration.ofSeconds(61);
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private Story story;

    @BeforeEach
    void begin() {
        story = Replicas.story();
    }

    @Test
    void theyFallSilentAndTheConversationWaitsForAHuman() {
        String conversationId = fallenSilent(1);

        assertThat(texts()).hasSize(LIMIT);
        assertThat(story.conversation(conversationId).path("state").asText()).isEqualTo("waiting_for_human");
        assertThat(events("ai_deactivated")).hasSize(1);
    }

    @Test
    void theRobotsNextTextsStartCountdownsWhichEndInNothingAndTellNobodyAgain() {
        String conversationId = fallenSilent(1);

        for (int i = 0; i < 3; i++) {
            Story.Answer text = story.texts(conversationId, "Tell me more");
            assertThat(text.data().path("humanResponseWindow").asInt()).isEqualTo(60);
            Replicas.clock().forward(COUNTDOWN);
            Replicas.awaitIdle();
        }

        assertThat(texts()).hasSize(LIMIT);
        assertThat(limitsTold()).hasSize(1);
        assertThat(story.conversation(conversationId).path("aiActive").asBoolean())
                .isFalse();
    }

    @Test
    void aHumansReplyLetsThemGoOnForFiveTextsMore() {
        String conversationId = fallenSilent(1);

        assertThat(story.replies(conversationId, "Who are you?").status()).isEqualTo(200);
        assertThat(story.handsToAi(conversationId).status()).isEqualTo(200);
        talk(conversationId, 2);

        assertThat(texts()).hasSize(LIMIT + 1 + LIMIT);
    }

    @Test
    void aPauseLetsThemGoOnForFiveTextsMoreAfterTheCountdown() {
        String conversationId = fallenSilent(1);

        Replicas.clock().forward(PAUSE);
        story.texts(conversationId, "Tell me more");
        Replicas.clock().forward(COUNTDOWN);
        talk(conversationId, 2);

        assertThat(texts()).hasSize(2 * LIMIT);
    }

    @Test
    void theLimitIsExactWhenTextsAndCriesForHelpComeAllAtOnce() {
        String conversationId = ofTheAi();
        List<Callable<Integer>> storm = Stream.of("Tell me more", "HELP", "Tell me more", "INFO")
                .flatMap(text ->
                        Collections.<Callable<Integer>>nCopies(
                                5, () -> story.texts(conversationId, text).status())
                                .stream())
                .toList();

        assertThat(Storm.of(4, storm)).containsOnly(200);

        Replicas.awaitIdle();
        await().untilAsserted(() -> assertThat(texts()).hasSize(LIMIT));
        assertThat(limitsTold()).hasSize(1);
    }

    @Test
    void anAnswerThatCameAfterTheLimitWasReachedIsNotSent() {
        HeldAnswer late = new HeldAnswer();
        StandIns.aiAnswers(story.tenantId(), late.of(okJson(StandIns.aiAnswer("Too late"))));
        String conversationId = story.texts("Hello").text("conversationId");
        Collections.nCopies(LIMIT - 1, "HELP").forEach(help -> story.texts(conversationId, help));
        story.handsToAi(conversationId);
        await().until(() -> !StandIns.questions(story.tenantId()).isEmpty());

        story.texts(conversationId, "HELP");
        late.release();

        await().untilAsserted(() -> assertThat(limitsTold()).hasSize(1));
        Replicas.awaitIdle();
        assertThat(texts()).hasSize(LIMIT).noneMatch("Too late"::equals);
        assertThat(story.conversation(conversationId).path("state").asText()).isEqualTo("waiting_for_human");
    }

    @Test
    void theConfirmationOfAStopIsSentAllTheSame() {
        String conversationId = fallenSilent(1);

        story.texts(conversationId, "STOP");

        await().untilAsserted(() -> assertThat(texts()).hasSize(LIMIT + 1));
        assertThat(texts())
                .filteredOn(text -> text.startsWith("You are unsubscribed"))
                .hasSize(1);
    }

    @Test
    void aRobotThatCallsAndCallsIsGreetedFiveTimesAtMost() {
        for (int i = 0; i < LIMIT; i++) {
            Story.Answer missed = story.missedCall();
            assertThat(missed.data().at("/call/autoResponseSent").asBoolean()).isTrue();
            story.completes(missed.text("call.conversationId"));
        }

        Story.Answer missed = story.missedCall();

        assertThat(missed.status()).isEqualTo(200);
        assertThat(missed.data().at("/call/smsTriggered").asBoolean()).isFalse();
        await().untilAsserted(() -> assertThat(limitsTold()).hasSize(1));
        assertThat(texts()).hasSize(LIMIT);
    }

    /** A conversation that the robots have had until the service fell silent, having told so often. */
    private String fallenSilent(int told) {
        String conversationId = ofTheAi();
        talk(conversationId, told);
        return conversationId;
    }

    private String ofTheAi() {
        String conversationId = story.texts("Hello").text("conversationId");
        assertThat(story.handsToAi(conversationId).status()).isEqualTo(200);
        return conversationId;
    }

    /** The customer answers every text at once, until the service has told so often that it will not go on. */
    private void talk(String conversationId, int told) {
        AtomicInteger heard = new AtomicInteger();
        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            int texts = texts().size();
            if (texts > heard.getAndSet(texts)) {
                story.texts(conversationId, "Tell me more");
            }
            return limitsTold().size() == told;
        });
        Replicas.awaitIdle();
    }

    private List<String> texts() {
        return StandIns.texts(story.tenantId()).stream()
                .map(text -> text.body().path("body").asText())
                .toList();
    }

    private List<StandIns.Sent> limitsTold() {
        return events("attention_needed").stream()
                .filter(event -> event.body().at("/data/reason").asText().equals("automatic_texts_limit"))
                .toList();
    }

    private List<StandIns.Sent> events(String name) {
        return StandIns.told(story.tenantId()).stream()
                .filter(event -> event.body().path("event").asText().equals(name))
                .toList();
    }
}
