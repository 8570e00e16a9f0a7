package com.nevermisscall.callservice.lead;

import com.nevermisscall.callservice.telemetry.LabelledCounter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts the way of leads, for whoever watches the service. */
@Component
class LeadMeters {

    private final LabelledCounter<LeadStatus> reached;

    LeadMeters(MeterRegistry registry) {
        this.reached = new LabelledCounter<>(
                "callservice.leads", "Leads that came to a status", "status", LeadStatus.class, registry);
    }

    /** A lead was opened in this status, or moved to it. */
    void reached(LeadStatus status) {
        reached.count(status);
    }
}
