package com.nevermisscall.callservice.telemetry;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Carries a trace over what is done later: written down as W3C {@code traceparent} with the work that is owed, and
 * continued when it is done.
 */
@Component
public class Traces {

    /** W3C Trace Context: version, trace, span and flags; 55 characters. */
    private static final String TRACE_PARENT = "traceparent";

    private final ObservationRegistry observations;
    private final Tracer tracer;
    private final Propagator propagator;

    Traces(ObservationRegistry observations, ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
        this.observations = observations;
        this.tracer = tracer.getIfAvailable(() -> Tracer.NOOP);
        this.propagator = propagator.getIfAvailable(() -> Propagator.NOOP);
    }

    /** The {@code traceparent} of what this thread does now; null where nothing is traced. */
    public String current() {
        Span span = tracer.currentSpan();
        if (span == null) {
            return null;
        }
        Map<String, String> carrier = new HashMap<>(4);
        propagator.inject(span.context(), carrier, Map::put);
        return carrier.get(TRACE_PARENT);
    }

    /**
     * Work that continues a trace; not started.
     *
     * @param traceParent what {@link #current} gave; null: a trace of its own
     * @param name        of the observation, which is a timer too
     * @param label       what is done, one of few words
     */
    public Observation continuation(String traceParent, String name, String label) {
        ReceiverContext<String> from =
                new ReceiverContext<>((carrier, key) -> TRACE_PARENT.equalsIgnoreCase(key) ? carrier : null);
        from.setCarrier(traceParent);
        return Observation.createNotStarted(name, () -> from, observations)
                .contextualName(label)
                .lowCardinalityKeyValue("what", label);
    }
}
