package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.telemetry.LabelledCounter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts who takes conversations over and who leaves, for whoever watches the service. */
@Component
public class ConversationMeters {

    private final LabelledCounter<TakeoverCause> takeovers;
    private final LabelledCounter<OptOutSource> optOuts;

    ConversationMeters(MeterRegistry registry) {
        this.takeovers = new LabelledCounter<>(
                "callservice.takeovers", "Conversations taken over", "cause", TakeoverCause.class, registry);
        this.optOuts = new LabelledCounter<>(
                "callservice.opt.outs", "Customers who opted out", "source", OptOutSource.class, registry);
    }

    /** Somebody else is in charge of a conversation now. */
    public void takenOver(TakeoverCause cause) {
        takeovers.count(cause);
    }

    /** A customer wants no more texts. */
    void optedOut(OptOutSource source) {
        optOuts.count(source);
    }
}
