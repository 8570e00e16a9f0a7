package com.nevermisscall.callservice.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a lead keeps when people move it and when its address is checked. */
class LeadTest {

    private static final Instant CREATED = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant NOW = CREATED.plus(Duration.ofHours(1));

    private final Lead lead = new Lead(
            UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), "+12125550101", CREATED);

    @Test
    void isNewAndNormalAtFirst() {
        assertThat(lead.status()).isEqualTo(LeadStatus.NEW);
        assertThat(lead.urgency()).isEqualTo(UrgencyLevel.NORMAL);
        assertThat(LeadResponse.from(lead).aiAnalysis()).isNull();
        assertThat(lead.createdAt()).isEqualTo(CREATED);
        assertThat(lead.updatedAt()).isEqualTo(CREATED);
    }

    @Test
    void keepsNotesAndValueThatAMoveDoesNotName() {
        lead.moveTo(LeadStatus.QUALIFIED, "called back", new BigDecimal("120.5"), NOW);
        lead.moveTo(LeadStatus.APPOINTMENT_SCHEDULED, null, null, NOW);

        assertThat(lead.statusNotes()).isEqualTo("called back");
        assertThat(lead.estimatedValue()).isEqualTo(new BigDecimal("120.50"));
        assertThat(lead.updatedAt()).isEqualTo(NOW);
    }

    @Test
    void theSameStatusAgainUpdatesNotesAndValue() {
        lead.moveTo(LeadStatus.COMPLETED, "paid", new BigDecimal("275.00"), NOW);
        lead.moveTo(LeadStatus.COMPLETED, "paid in cash", new BigDecimal("280"), NOW);

        assertThat(lead.statusNotes()).isEqualTo("paid in cash");
        assertThat(lead.estimatedValue()).isEqualTo(new BigDecimal("280.00"));
        assertThat(lead.conversionValue()).isEqualTo(new BigDecimal("280.00"));
    }

    @Test
    void theNotesOfALostLeadAreTheReason() {
        lead.moveTo(LeadStatus.LOST, "too expensive", null, NOW);

        assertThat(lead.lostReason()).isEqualTo("too expensive");
        assertThat(lead.conversionValue()).isNull();
    }

    @Test
    void theValueOfACompletedLeadIsItsConversionValue() {
        lead.moveTo(LeadStatus.QUALIFIED, null, new BigDecimal("99.90"), NOW);
        lead.moveTo(LeadStatus.COMPLETED, null, null, NOW);

        assertThat(lead.conversionValue()).isEqualTo(new BigDecimal("99.90"));
        assertThat(lead.lostReason()).isNull();
    }

    @Test
    void aRefusedMoveChangesNothing() {
        lead.moveTo(LeadStatus.COMPLETED, "done", new BigDecimal("10.00"), CREATED);

        assertThatExceptionOfType(InvalidLeadMoveException.class)
                .isThrownBy(() -> lead.moveTo(LeadStatus.LOST, "no", BigDecimal.ONE, NOW));

        assertThat(lead.statusNotes()).isEqualTo("done");
        assertThat(lead.lostReason()).isNull();
        assertThat(lead.estimatedValue()).isEqualTo(new BigDecimal("10.00"));
        assertThat(lead.updatedAt()).isEqualTo(CREATED);
    }

    @Test
    void keepsTheFirstDescriptionOfTheProblem() {
        lead.describeProblem("The sink leaks", NOW);
        lead.describeProblem("Hello?", NOW);

        assertThat(lead.problemDescription()).isEqualTo("The sink leaks");
    }

    @Test
    void anAddressIsUncheckedUntilItIsChecked() {
        assertThat(lead.area()).isEqualTo(LeadArea.unchecked(null));
        assertThat(lead.area().isUnchecked()).isFalse();

        lead.noteAddress("1 Main St", NOW);
        assertThat(lead.area().isUnchecked()).isTrue();

        lead.areaChecked("1 Main St", false, "outside_service_area", true, NOW);
        assertThat(lead.area().isUnchecked()).isFalse();
        assertThat(lead.area().isOutside()).isTrue();
        assertThat(LeadResponse.from(lead).aiAnalysis())
                .isEqualTo(new LeadResponse.Analysis(null, null, null, false, true));
    }

    @Test
    void theSameAddressAgainStaysChecked() {
        lead.noteAddress("1 Main St", NOW);
        lead.areaChecked("1 Main St", true, "within_service_area", true, NOW);
        lead.noteAddress("1 Main St", NOW.plusSeconds(1));

        assertThat(lead.area()).isEqualTo(new LeadArea("1 Main St", true, "within_service_area"));
        assertThat(lead.updatedAt()).isEqualTo(NOW);
    }

    @Test
    void anotherAddressIsUncheckedAgain() {
        lead.noteAddress("1 Main St", NOW);
        lead.areaChecked("1 Main St", false, "outside_service_area", true, NOW);
        lead.noteAddress("2 Main St", NOW);

        assertThat(lead.area()).isEqualTo(LeadArea.unchecked("2 Main St"));
        assertThat(LeadResponse.from(lead).aiAnalysis()).isNull();
    }

    @Test
    void aCheckOfAnAddressThatIsNoLongerTheLeadsIsDropped() {
        lead.noteAddress("2 Main St", NOW);
        lead.areaChecked("1 Main St", false, "outside_service_area", true, NOW);

        assertThat(lead.area()).isEqualTo(LeadArea.unchecked("2 Main St"));
    }
}
