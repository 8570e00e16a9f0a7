package com.nevermisscall.callservice.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.integration.dispatch.AiAnswer;
import com.nevermisscall.callservice.integration.dispatch.Stage;
import com.nevermisscall.callservice.integration.dispatch.Urgency;
import com.nevermisscall.callservice.lead.LeadFindings;
import com.nevermisscall.callservice.lead.UrgencyLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingsTest {

    @Test
    void keepsWhatTheAiSaidOfTheLead() {
        AiAnswer answer = new AiAnswer(
                "We will come",
                0.9,
                "booking",
                null,
                "leak_repair",
                0.8,
                "1 Main St",
                true,
                "Ann",
                Urgency.URGENT,
                0.7,
                Stage.INITIAL,
                false,
                true);

        assertThat(Findings.of(answer))
                .isEqualTo(
                        new LeadFindings("leak_repair", 0.8, "Ann", "1 Main St", UrgencyLevel.HIGH, 0.7, false, false));
    }

    @ParameterizedTest
    @CsvSource({"NORMAL, NORMAL", "URGENT, HIGH", "EMERGENCY, EMERGENCY", ","})
    void urgentIsHigh(Urgency told, UrgencyLevel kept) {
        assertThat(Findings.of(answer(null, null, false, told, null)).urgency()).isEqualTo(kept);
    }

    @ParameterizedTest(name = "stage {0}, slot {1}, action {2}: {3}")
    @CsvSource({
        "BOOKING,         true,  ,                      true",
        "COMPLETE,        true,  ,                      true",
        "BOOKING,         false, ,                      false",
        "COMPLETE,        false, ,                      false",
        "CONFIRMING,      true,  ,                      false",
        "INITIAL,         true,  ,                      false",
        "COLLECTING_INFO, true,  ,                      false",
        "ESCALATED,       true,  ,                      false",
        "REJECTED,        true,  ,                      false",
        ",                true,  ,                      false",
        ",                false, appointment_scheduled, true",
        "INITIAL,         false, appointment_scheduled, true",
        "INITIAL,         false, ask_address,           false"
    })
    void anAppointmentIsBookedWithASlotOrByItsName(Stage stage, boolean slot, String action, boolean booked) {
        AiAnswer answer = answer(stage, action, slot, null, null);

        assertThat(Findings.booked(answer)).isEqualTo(booked);
        assertThat(Findings.of(answer).appointmentBooked()).isEqualTo(booked);
    }

    @ParameterizedTest(name = "stage {0}, area valid {1}: {2}")
    @CsvSource({
        "REJECTED,  false, true",
        "REJECTED,  true,  false",
        "REJECTED,  ,      false",
        "ESCALATED, false, false",
        ",          false, false"
    })
    void onlyARejectionBecauseOfTheAreaIsOutOfArea(Stage stage, Boolean valid, boolean outOfArea) {
        assertThat(Findings.of(answer(stage, null, false, null, valid)).outOfArea())
                .isEqualTo(outOfArea);
    }

    @ParameterizedTest(name = "stage {0}, urgency {1}: {2}")
    @CsvSource({
        "INITIAL,   EMERGENCY, emergency",
        "ESCALATED, EMERGENCY, emergency",
        "ESCALATED, NORMAL,    escalated",
        "ESCALATED, ,          escalated",
        "INITIAL,   URGENT,",
        "REJECTED,  NORMAL,",
        ",          ,"
    })
    void emergenciesAndEscalationsCallForAHuman(Stage stage, Urgency urgency, String reason) {
        assertThat(Findings.attention(answer(stage, null, false, urgency, null)).orElse(null))
                .isEqualTo(reason);
    }

    private static AiAnswer answer(
            Stage stage, String nextAction, boolean slotProposed, Urgency urgency, Boolean serviceAreaValid) {
        return new AiAnswer(
                "Hi",
                null,
                null,
                nextAction,
                null,
                null,
                null,
                null,
                null,
                urgency,
                null,
                stage,
                slotProposed,
                serviceAreaValid);
    }
}
