package com.nevermisscall.callservice.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.nevermisscall.callservice.support.HeldAnswer;
import com.nevermisscall.callservice.support.Scrape;
import com.nevermisscall.callservice.support.StandIns;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;

/** What happens moves the metrics that an operator watches. */
class MetricsStoryIT extends ServiceStory {

    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}-\\p{XDigit}{4}-");
    private static final Pattern PHONE = Pattern.compile("(\\+|%2B)\\d{7}");

    @LocalManagementPort
    private int managementPort;

    private Scrape before;

    @BeforeEach
    void scrape() {
        before = Scrape.of(managementPort);
    }

    @Test
    void aMissedCallIsCountedByWhatItLedTo() {
        conversation();
        story.missedCall();

        grows("callservice_calls_missed_total", "led_to=\"greeting\"");
        grows("callservice_calls_missed_total", "led_to=\"known_conversation\"");
        grows("callservice_leads_total", "status=\"new\"");
    }

    @Test
    void theGreetingIsTimedUntilItIsAccepted() {
        conversation();

        grows("callservice_texts_total", "status=\"sent\"", "sender=\"system\"", "error=\"none\"");
        grows("callservice_greeting_delivery_seconds_count");
        grows("callservice_greeting_delivery_seconds_bucket", "le=\"5.0\"");
        assertThat(before.value("callservice_greeting_delivery_seconds_bucket", "le=\"1.0\""))
                .isNotNaN();
        assertThat(before.value("callservice_greeting_delivery_seconds_bucket", "le=\"2.0\""))
                .isNotNaN();
    }

    @Test
    void aRefusedTextIsCountedByItsError() {
        StandIns.twilioAnswers(
                story.tenantId(), WireMock.jsonResponse(Map.of("errorCode", 30006, "message", "Landline"), 400));
        story.missedCall();

        grows("callservice_texts_total", "status=\"failed\"", "sender=\"system\"", "error=\"30006\"");
    }

    @Test
    void anErrorThatNobodyKnowsMakesNoSeriesOfItsOwn() {
        StandIns.twilioAnswers(story.tenantId(), WireMock.jsonResponse(Map.of("errorCode", "made-up-7f3a"), 400));
        story.missedCall();

        grows("callservice_texts_total", "status=\"failed\"", "error=\"other\"");
        assertThat(Scrape.of(managementPort).text()).doesNotContain("7f3a");
    }

    @Test
    void aCountdownThatRunsOutHandsOverToTheAiWhoAnswers() {
        String conversationId = conversation();
        story.texts(conversationId, "My sink leaks");
        pass(COUNTDOWN);
        awaitLastMessage(conversationId, "We can help. What is your address?", "sent");

        grows("callservice_countdown_lateness_seconds_count");
        grows("callservice_takeovers_total", "cause=\"countdown\"");
        grows("callservice_ai_turns_total", "result=\"answered\"");
        grows("callservice_texts_total", "status=\"sent\"", "sender=\"ai\"");
    }

    @Test
    void anAiThatFailsIsCounted() {
        StandIns.aiAnswers(story.tenantId(), StandIns.status(400));
        String conversationId = conversationOfAi();
        story.texts(conversationId, "My sink leaks");

        grows("callservice_ai_turns_total", "result=\"failed\"");
        grows("callservice_takeovers_total", "cause=\"hand_over\"");
    }

    @Test
    void anAnswerThatComesAfterAHumanIsCountedAsDropped() {
        HeldAnswer late = new HeldAnswer();
        StandIns.aiAnswers(story.tenantId(), late.of(WireMock.okJson(StandIns.aiAnswer("Too late"))));
        String conversationId = conversationOfAi();
        story.texts(conversationId, "My sink leaks");
        await().until(() -> !StandIns.questions(story.tenantId()).isEmpty());
        story.takesOver(conversationId);
        late.release();

        grows("callservice_takeovers_total", "cause=\"human\"");
        grows("callservice_ai_turns_total", "result=\"human_first\"");
    }

    @Test
    void anOptOutIsCountedOnce() {
        String conversationId = conversation();
        story.texts(conversationId, "STOP");
        grows("callservice_opt_outs_total", "source=\"customer\"");
        double once = Scrape.of(managementPort).value("callservice_opt_outs_total", "source=\"customer\"");

        story.texts(conversationId, "STOP");

        assertThat(Scrape.of(managementPort).value("callservice_opt_outs_total", "source=\"customer\""))
                .isEqualTo(once);
    }

    @Test
    void aLeadThatMovesIsCounted() {
        String leadId = story.missedCall().text("call.leadId");
        story.user("PUT", "/leads/" + leadId + "/status", Map.of("status", "appointment_scheduled"));

        grows("callservice_leads_total", "status=\"appointment_scheduled\"");
    }

    /** Whoever adds a label whose values callers make up finds out here. */
    @Test
    void noLabelTellsOfATenantOrAPhone() {
        String conversationId = conversation();
        story.texts(conversationId, "My sink leaks");
        story.conversation(conversationId);
        story.user("GET", "/leads/tenant/" + story.tenantId() + "/stats", null);
        story.user("GET", "/no/such/" + story.tenantId(), null);
        awaitEvent("message_received");

        assertThat(Scrape.of(managementPort).text())
                .doesNotContainPattern(UUID)
                .doesNotContainPattern(PHONE)
                .contains("/broadcast/tenant/{tenantId}\"", "uri=\"/conversations/{conversationId}\"");
    }

    private void grows(String name, String... labels) {
        double start = before.value(name, labels);
        await().untilAsserted(() -> assertThat(Scrape.of(managementPort).value(name, labels))
                .as("%s%s", name, String.join(",", labels))
                .isGreaterThan(Double.isNaN(start) ? 0 : start));
    }
}
