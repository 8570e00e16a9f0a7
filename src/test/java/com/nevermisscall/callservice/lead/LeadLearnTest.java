package com.nevermisscall.callservice.lead;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a lead takes over from the AI (collaborators.md, dispatch-bot-ai): forward only, and never over a person. */
class LeadLearnTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final LeadFindings NOTHING = new LeadFindings(null, null, null, null, null, null, false, false);

    private final Lead lead = newLead();

    @Test
    void takesOverWhatTheAiFoundOut() {
        lead.learn(
                new LeadFindings("leak_repair", 0.5, "Ann Lee", "1 Main St", UrgencyLevel.HIGH, 0.25, false, false),
                NOW);

        assertThat(lead.jobType()).isEqualTo("leak_repair");
        assertThat(lead.customerName()).isEqualTo("Ann Lee");
        assertThat(lead.customerAddress()).isEqualTo("1 Main St");
        assertThat(lead.urgency()).isEqualTo(UrgencyLevel.HIGH);
        assertThat(LeadResponse.from(lead).aiAnalysis())
                .isEqualTo(new LeadResponse.Analysis(
                        new BigDecimal("0.500"), "leak_repair", new BigDecimal("0.250"), null, null));
        assertThat(lead.updatedAt()).isEqualTo(NOW);
    }

    @Test
    void whatTheAiDoesNotKnowChangesNothing() {
        lead.learn(
                new LeadFindings("leak_repair", 0.5, "Ann Lee", "1 Main St", UrgencyLevel.HIGH, 0.25, false, false),
                NOW);
        LeadResponse before = LeadResponse.from(lead);

        lead.learn(NOTHING, NOW);

        assertThat(LeadResponse.from(lead)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"-0.2, 0.000", "0, 0.000", "0.12345, 0.123", "0.9996, 1.000", "1, 1.000", "1.5, 1.000"})
    void scoresAreBetweenZeroAndOne(double told, BigDecimal kept) {
        lead.learn(new LeadFindings(null, told, null, null, null, told, false, false), NOW);

        assertThat(LeadResponse.from(lead).aiAnalysis().confidence()).isEqualTo(kept);
        assertThat(LeadResponse.from(lead).aiAnalysis().urgencyScore()).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({"0.8, NEW", "0.801, QUALIFIED", "1.0, QUALIFIED"})
    void confidenceAboveFourFifthsQualifiesANewLead(double confidence, LeadStatus status) {
        lead.learn(confident(confidence), NOW);

        assertThat(lead.status()).isEqualTo(status);
    }

    @Test
    void anAppointmentSchedulesALead() {
        lead.learn(booked(), NOW);

        assertThat(lead.status()).isEqualTo(LeadStatus.APPOINTMENT_SCHEDULED);
    }

    @Test
    void aLeadThatTheAiScheduledDoesNotGoBackToQualified() {
        lead.learn(booked(), NOW);
        lead.learn(confident(0.95), NOW);

        assertThat(lead.status()).isEqualTo(LeadStatus.APPOINTMENT_SCHEDULED);
    }

    @ParameterizedTest
    @EnumSource(LeadStatus.class)
    void aStatusThatAPersonSetStays(LeadStatus status) {
        lead.moveTo(status, null, null, NOW);

        lead.learn(confident(0.95), NOW);
        lead.learn(booked(), NOW);

        assertThat(lead.status()).isEqualTo(status);
    }

    @Test
    void aRejectionBecauseOfTheAreaMarksTheLead() {
        lead.learn(new LeadFindings(null, null, null, "9 Far Rd", null, null, false, true), NOW);

        assertThat(lead.area()).isEqualTo(new LeadArea("9 Far Rd", false, "outside_service_area"));
        assertThat(lead.status()).isEqualTo(LeadStatus.NEW);
    }

    @Test
    void anotherAddressThanTheOneCheckedIsUnchecked() {
        lead.noteAddress("1 Main St", NOW);
        lead.areaChecked("1 Main St", true, "within_service_area", true, NOW);

        lead.learn(new LeadFindings(null, null, null, "9 Far Rd", null, null, false, false), NOW);

        assertThat(lead.area()).isEqualTo(LeadArea.unchecked("9 Far Rd"));
    }

    private static LeadFindings confident(double confidence) {
        return new LeadFindings(null, confidence, null, null, null, null, false, false);
    }

    private static LeadFindings booked() {
        return new LeadFindings(null, 0.95, null, null, null, null, true, false);
    }

    private static Lead newLead() {
        return new Lead(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), null, "+12125550101", NOW);
    }
}
