package com.nevermisscall.callservice.lead;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeadStatsTest {

    @Test
    void countsEveryStatusAndTheirSum() {
        LeadStats stats = LeadStats.from(
                Map.of(
                        LeadStatus.NEW, 1L,
                        LeadStatus.QUALIFIED, 2L,
                        LeadStatus.APPOINTMENT_SCHEDULED, 4L,
                        LeadStatus.COMPLETED, 8L,
                        LeadStatus.LOST, 16L),
                new BigDecimal("300"),
                3);

        assertThat(stats)
                .isEqualTo(new LeadStats(31, 1, 2, 4, 8, 16, new BigDecimal("0.2581"), new BigDecimal("100.00")));
    }

    @Test
    void nothingIsNoDivisionByZero() {
        assertThat(LeadStats.from(Map.of(), BigDecimal.ZERO, 0))
                .isEqualTo(new LeadStats(0, 0, 0, 0, 0, 0, BigDecimal.ZERO, new BigDecimal("0.00")));
    }

    @Test
    void completedLeadsOnlyAreAConversionOfOne() {
        assertThat(LeadStats.from(Map.of(LeadStatus.COMPLETED, 3L), BigDecimal.ZERO, 0)
                        .conversionRate())
                .isEqualByComparingTo("1");
    }

    @Test
    void theMeanIsRoundedHalfUpToCents() {
        assertThat(LeadStats.from(Map.of(LeadStatus.NEW, 2L), new BigDecimal("20.01"), 2)
                        .averageValue())
                .isEqualTo(new BigDecimal("10.01"));
    }
}
