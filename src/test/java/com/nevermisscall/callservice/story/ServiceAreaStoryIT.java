package com.nevermisscall.callservice.story;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.nevermisscall.callservice.support.StandIns.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nevermisscall.callservice.support.StandIns;
import org.junit.jupiter.api.Test;

/** Addresses near and far. */
class ServiceAreaStoryIT extends ServiceStory {

    private static final String DECLINE =
            "Thank you for contacting Smith Plumbing. Unfortunately your address is outside the area we serve, so we "
                    + "cannot take this job. We are sorry, and wish you well.";

    private static final String AI = "We can help. What is your address?";

    @Test
    void anAddressInATextIsCheckedBeforeAnybodyAnswers() {
        String conversationId = conversation();
        story.texts(conversationId, "It leaks at 12 Elm Street, Springfield, IL 62704!");

        awaitArea(conversationId, true);
        assertThat(leadOf(conversationId).path("customerAddress").asText())
                .isEqualTo("12 Elm Street, Springfield, IL 62704");
        assertThat(leadOf(conversationId).at("/aiAnalysis/addressValidated").asBoolean())
                .isTrue();
        assertThat(StandIns.validations(story.tenantId()))
                .filteredOn(check -> check.body().has("customerAddress"))
                .singleElement()
                .satisfies(
                        check -> assertThat(check.body().path("customerAddress").asText())
                                .isEqualTo("12 Elm Street, Springfield, IL 62704"));
        assertThat(stateOf(conversationId)).isEqualTo("waiting_for_human");
    }

    @Test
    void aCustomerOutsideTheAreaIsDeclinedOnce() {
        outside();
        String conversationId = conversationOfAi();
        story.texts(conversationId, "It leaks at 12 Elm Street");

        awaitLastMessage(conversationId, DECLINE, "sent");
        assertThat(StandIns.questions(story.tenantId())).isEmpty();
        assertThat(story.messages(conversationId).findValuesAsText("sender"))
                .containsExactly("system", "customer", "system");
        story.texts(conversationId, "Really not?");
        awaitLastMessage(conversationId, AI, "sent");
        assertThat(texts()).containsExactly(GREETING, DECLINE, AI);
        awaitArea(conversationId, false);
    }

    @Test
    void anAddressThatCannotBeFoundIsNoReasonToTurnACustomerAway() {
        tenantSays("\"serviceAreaValid\": true, \"addressValidated\": false");
        String conversationId = conversationOfAi();
        story.texts(conversationId, "It leaks at 12 Elm Street");

        awaitLastMessage(conversationId, AI, "sent");
        assertThat(leadOf(conversationId).at("/aiAnalysis/addressValidated").asBoolean(true))
                .isFalse();
        assertThat(leadOf(conversationId).at("/aiAnalysis/serviceAreaValid").asBoolean(true))
                .isFalse();
    }

    @Test
    void anAddressThatTheAiFoundIsCheckedBeforeItsAnswerIsSent() {
        outside();
        StandIns.aiAnswers(story.tenantId(), okJson("""
                {"extracted_info": {"customer_address": "the yellow house in Alton", "job_type": "leak"},
                 "next_action": {"action_type": "ask", "message_to_customer": "When can we come?"}}"""));
        String conversationId = conversationOfAi();
        story.texts(conversationId, "It leaks in the yellow house in Alton");

        awaitLastMessage(conversationId, DECLINE, "sent");
        assertThat(texts()).containsExactly(GREETING, DECLINE);
        assertThat(leadOf(conversationId).path("customerAddress").asText()).isEqualTo("the yellow house in Alton");
        assertThat(leadOf(conversationId).path("jobType").asText()).isEqualTo("leak");
        awaitArea(conversationId, false);
    }

    @Test
    void aHumanInChargeDeclinesForThemselves() {
        outside();
        String conversationId = conversation();
        story.takesOver(conversationId);
        story.texts(conversationId, "It leaks at 12 Elm Street");

        awaitArea(conversationId, false);
        awaitIdle(conversationId);
        pass(COUNTDOWN);
        assertThat(texts()).containsExactly(GREETING);
    }

    @Test
    void aCheckThatFailsLosesNoCustomer() {
        String conversationId = conversationOfAi();
        StandIns.tenantAnswers(story.tenantId(), status(500));
        story.texts(conversationId, "It leaks at 12 Elm Street");

        awaitLastMessage(conversationId, AI, "sent");
        awaitArea(conversationId, true);
        assertThat(db.sql("SELECT service_area_reason FROM leads WHERE conversation_id = ?::uuid")
                        .param(conversationId)
                        .query(String.class)
                        .single())
                .isEqualTo("validation_error");
    }

    private void outside() {
        tenantSays("\"serviceAreaValid\": false, \"addressValidated\": true");
    }

    private void tenantSays(String area) {
        StandIns.tenantAnswers(
                story.tenantId(),
                okJson("{\"exists\": true, \"active\": true, \"businessName\": \"Smith Plumbing\", %s}"
                        .formatted(area)));
    }

    private void awaitArea(String conversationId, boolean valid) {
        await().untilAsserted(() -> assertThat(leadOf(conversationId)
                        .at("/aiAnalysis/serviceAreaValid")
                        .toString())
                .isEqualTo(String.valueOf(valid)));
    }
}
