package com.nevermisscall.callservice.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.conversation.Sender;
import com.nevermisscall.callservice.conversation.Utterance;
import com.nevermisscall.callservice.integration.dispatch.AiQuestion;
import com.nevermisscall.callservice.integration.tenant.TenantProfile;
import com.nevermisscall.callservice.lead.LeadArea;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenTurnTest {

    private static final UUID TENANT = UUID.randomUUID();
    private static final UUID CONVERSATION = UUID.randomUUID();
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void asksAllThatTheCustomerWroteSinceTheLastAnswer() {
        AiQuestion question = question(
                said(Sender.SYSTEM, "Sorry we missed your call"),
                said(Sender.CUSTOMER, "Hi"),
                said(Sender.AI, "How can we help?"),
                said(Sender.CUSTOMER, "The sink leaks"),
                said(Sender.CUSTOMER, "a lot"));

        assertThat(question.currentMessage()).isEqualTo("The sink leaks\na lot");
        assertThat(question.history())
                .extracting(AiQuestion.Turn::text)
                .containsExactly("Sorry we missed your call", "Hi", "How can we help?");
        assertThat(question.conversationId()).isEqualTo(CONVERSATION);
        assertThat(question.tenantId()).isEqualTo(TENANT);
        assertThat(question.callerPhone()).isEqualTo("+12125550101");
        assertThat(question.calledNumber()).isEqualTo("+13105550199");
    }

    @Test
    void aConversationOfTheCustomerAloneHasNoHistory() {
        AiQuestion question = question(said(Sender.CUSTOMER, "Hi"), said(Sender.CUSTOMER, "Anybody?"));

        assertThat(question.currentMessage()).isEqualTo("Hi\nAnybody?");
        assertThat(question.history()).isEmpty();
    }

    @Test
    void whereNothingIsUnansweredNothingIsAsked() {
        assertThat(question(said(Sender.CUSTOMER, "Hi"), said(Sender.HUMAN, "Hello"))
                        .currentMessage())
                .isEmpty();
        assertThat(question().currentMessage()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Sender.class)
    void everySenderHasANameForTheAi(Sender sender) {
        assertThat(OpenTurn.turns(List.of(said(sender, "x"))))
                .singleElement()
                .satisfies(turn -> assertThat(turn.sender().name()).isEqualTo(sender.name()));
    }

    @Test
    void theAnswerIsDueSinceTheAiTookOverOrSinceALaterText() {
        Utterance text = said(Sender.CUSTOMER, "Hi");

        assertThat(turn(AT.plusSeconds(60), text).since()).isEqualTo(AT.plusSeconds(60));
        assertThat(turn(AT.minusSeconds(60), text).since()).isEqualTo(AT);
    }

    private static AiQuestion question(Utterance... said) {
        return turn(AT, said).question(CONVERSATION, TenantProfile.unknown(TENANT));
    }

    private static OpenTurn turn(Instant aiTakeoverAt, Utterance... said) {
        return new OpenTurn(
                TENANT, "+12125550101", "+13105550199", aiTakeoverAt, List.of(said), new LeadArea(null, null, null));
    }

    private static Utterance said(Sender sender, String text) {
        return new Utterance(AT, sender, text);
    }
}
