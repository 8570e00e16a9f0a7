package com.nevermisscall.callservice.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/**
 * A counter with one label, whose values are the names of an enum in lower case: so there are never more of them. All
 * are there from the start, at zero, because a rate over a series that begins with its first event misses that event.
 */
public final class LabelledCounter<E extends Enum<E>> {

    private final String label;
    private final MeterProvider<Counter> counters;

    /** Registers the counter with every value of the label. */
    public LabelledCounter(String name, String description, String label, Class<E> values, MeterRegistry registry) {
        this.label = label;
        this.counters = Counter.builder(name).description(description).withRegistry(registry);
        for (E value : values.getEnumConstants()) {
            of(value);
        }
    }

    /** Counts one, once the running transaction has committed. */
    public void count(E value) {
        Committed.then(of(value)::increment);
    }

    private Counter of(E value) {
        return counters.withTag(label, value.name().toLowerCase(Locale.ROOT));
    }
}
