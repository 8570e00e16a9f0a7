package com.nevermisscall.callservice.lead;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/**
 * A tenant's leads in numbers.
 *
 * @param conversionRate completed ÷ total, 0–1; 0 when there are none
 * @param averageValue   mean estimated value of those that have one, two decimals; 0.00 when none has
 */
record LeadStats(
        long totalLeads,
        long newLeads,
        long qualifiedLeads,
        long appointmentsScheduled,
        long completedJobs,
        long lostLeads,
        BigDecimal conversionRate,
        BigDecimal averageValue) {

    /** From how many leads are in each status, the total of their estimated values, and how many have one. */
    static LeadStats from(Map<LeadStatus, Long> counts, BigDecimal totalValue, long valued) {
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        long completed = counts.getOrDefault(LeadStatus.COMPLETED, 0L);
        BigDecimal rate = total == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(completed).divide(BigDecimal.valueOf(total), 4, RoundingMode.HALF_UP);
        return new LeadStats(
                total,
                counts.getOrDefault(LeadStatus.NEW, 0L),
                counts.getOrDefault(LeadStatus.QUALIFIED, 0L),
                counts.getOrDefault(LeadStatus.APPOINTMENT_SCHEDULED, 0L),
                completed,
                counts.getOrDefault(LeadStatus.LOST, 0L),
                rate,
                totalValue.divide(BigDecimal.valueOf(Math.max(1, valued)), 2, RoundingMode.HALF_UP));
    }
}
