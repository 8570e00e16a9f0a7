package com.nevermisscall.callservice.lead;

import com.nevermisscall.callservice.web.WireEnum;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where a lead is in its life ({@code api.md}, Leads): forward from new to completed, where steps may be skipped; lost
 * from any but completed; lost may be reopened as new or qualified. The same status again is no move and always allowed.
 */
public enum LeadStatus implements WireEnum {
    NEW,
    QUALIFIED,
    APPOINTMENT_SCHEDULED,
    COMPLETED,
    LOST;

    /** The statuses that a lead in this one may be moved to; without this one itself. */
    public Set<LeadStatus> next() {
        return switch (this) {
            case NEW -> EnumSet.of(QUALIFIED, APPOINTMENT_SCHEDULED, COMPLETED, LOST);
            case QUALIFIED -> EnumSet.of(APPOINTMENT_SCHEDULED, COMPLETED, LOST);
            case APPOINTMENT_SCHEDULED -> EnumSet.of(COMPLETED, LOST);
            case COMPLETED -> EnumSet.noneOf(LeadStatus.class);
            case LOST -> EnumSet.of(NEW, QUALIFIED);
        };
    }

    /** Whether the AI may move a lead from here to there: only forward, and never out of an end. */
    boolean precedes(LeadStatus later) {
        return this != LOST && later != LOST && compareTo(later) < 0;
    }
}
