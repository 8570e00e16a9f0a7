package com.nevermisscall.callservice.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nevermisscall.callservice.web.ErrorCode;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lifecycle of a lead, written out from api.md pair by pair: what a person may do, and what the AI. */
class LeadStatusTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource({
        "NEW,                   NEW,                   allowed",
        "NEW,                   QUALIFIED,             allowed",
        "NEW,                   APPOINTMENT_SCHEDULED, allowed",
        "NEW,                   COMPLETED,             allowed",
        "NEW,                   LOST,                  allowed",
        "QUALIFIED,             NEW,                   forbidden",
        "QUALIFIED,             QUALIFIED,             allowed",
        "QUALIFIED,             APPOINTMENT_SCHEDULED, allowed",
        "QUALIFIED,             COMPLETED,             allowed",
        "QUALIFIED,             LOST,                  allowed",
        "APPOINTMENT_SCHEDULED, NEW,                   forbidden",
        "APPOINTMENT_SCHEDULED, QUALIFIED,             forbidden",
        "APPOINTMENT_SCHEDULED, APPOINTMENT_SCHEDULED, allowed",
        "APPOINTMENT_SCHEDULED, COMPLETED,             allowed",
        "APPOINTMENT_SCHEDULED, LOST,                  allowed",
        "COMPLETED,             NEW,                   forbidden",
        "COMPLETED,             QUALIFIED,             forbidden",
        "COMPLETED,             APPOINTMENT_SCHEDULED, forbidden",
        "COMPLETED,             COMPLETED,             allowed",
        "COMPLETED,             LOST,                  forbidden",
        "LOST,                  NEW,                   allowed",
        "LOST,                  QUALIFIED,             allowed",
        "LOST,                  APPOINTMENT_SCHEDULED, forbidden",
        "LOST,                  COMPLETED,             forbidden",
        "LOST,                  LOST,                  allowed"
    })
    void aPersonMovesALeadOnlyAlongItsLifecycle(LeadStatus from, LeadStatus to, String verdict) {
        Lead lead = leadThatIs(from);

        if (verdict.equals("allowed")) {
            lead.moveTo(to, "why", null, NOW);

            assertThat(lead.status()).isEqualTo(to);
        } else {
            assertThatExceptionOfType(InvalidLeadMoveException.class)
                    .isThrownBy(() -> lead.moveTo(to, "why", null, NOW))
                    .satisfies(refusal -> {
                        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_STATUS_TRANSITION);
                        assertThat(refusal.details())
                                .containsEntry("from", from)
                                .containsEntry("to", to)
                                .containsEntry("allowed", from.next());
                    });
            assertThat(lead.status()).isEqualTo(from);
            assertThat(lead.statusNotes()).isNotEqualTo("why");
        }
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource({
        "NEW,                   NEW,                   false",
        "NEW,                   QUALIFIED,             true",
        "NEW,                   APPOINTMENT_SCHEDULED, true",
        "NEW,                   COMPLETED,             true",
        "NEW,                   LOST,                  false",
        "QUALIFIED,             NEW,                   false",
        "QUALIFIED,             QUALIFIED,             false",
        "QUALIFIED,             APPOINTMENT_SCHEDULED, true",
        "QUALIFIED,             COMPLETED,             true",
        "QUALIFIED,             LOST,                  false",
        "APPOINTMENT_SCHEDULED, NEW,                   false",
        "APPOINTMENT_SCHEDULED, QUALIFIED,             false",
        "APPOINTMENT_SCHEDULED, APPOINTMENT_SCHEDULED, false",
        "APPOINTMENT_SCHEDULED, COMPLETED,             true",
        "APPOINTMENT_SCHEDULED, LOST,                  false",
        "COMPLETED,             NEW,                   false",
        "COMPLETED,             QUALIFIED,             false",
        "COMPLETED,             APPOINTMENT_SCHEDULED, false",
        "COMPLETED,             COMPLETED,             false",
        "COMPLETED,             LOST,                  false",
        "LOST,                  NEW,                   false",
        "LOST,                  QUALIFIED,             false",
        "LOST,                  APPOINTMENT_SCHEDULED, false",
        "LOST,                  COMPLETED,             false",
        "LOST,                  LOST,                  false"
    })
    void theAiMovesALeadOnlyForward(LeadStatus from, LeadStatus to, boolean precedes) {
        assertThat(from.precedes(to)).isEqualTo(precedes);
    }

    static Lead leadThatIs(LeadStatus status) {
        Lead lead = new Lead(
                UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), "+12125550101", NOW);
        lead.moveTo(status, null, null, NOW);
        return lead;
    }
}
