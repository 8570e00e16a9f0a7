package com.nevermisscall.callservice.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How long things took. */
final class Latencies {

    private static final int WINDOW_SECONDS = 5;

    private Latencies() {}

    /** The 99th percentile; zero of nothing. */
    static Duration p99(Collection<Duration> all) {
        return percentile(all, 99);
    }

    private static Duration percentile(Collection<Duration> all, int percent) {
        List<Duration> sorted = all.stream().sorted().toList();
        return sorted.isEmpty() ? Duration.ZERO : sorted.get((int) Math.ceil(sorted.size() * percent / 100.0) - 1);
    }

    /** The 99th percentiles of the five seconds in which things began. */
    static Windows windows(Stream<Span> spans) {
        return new Windows(spans
                .collect(Collectors.groupingBy(
                        span -> span.at().getEpochSecond() / WINDOW_SECONDS,
                        Collectors.mapping(Span::took, Collectors.toList())))
                .values()
                .stream()
                .map(Latencies::p99)
                .toList());
    }

    /** Something that began then and took so long. */
    record Span(Instant at, Duration took) {}

    /** One value for each window of time: their middle is robust, and their spread, but for the best and the worst, is
     * the machine's noise. */
    record Windows(List<Duration> values) {

        Duration middle() {
            return percentile(values, 50);
        }

        Duration spread() {
            return percentile(values, 85).minus(percentile(values, 15));
        }
    }
}
