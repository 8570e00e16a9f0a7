package com.nevermisscall.callservice.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One line of the report: what was done to the service and how it stood it. Made by {@link FaultTrials}. */
final class Trial {

    private final int number;
    private final String title;
    private final List<String> measures = new ArrayList<>();
    private String load = "";
    private String faults = "";
    private final Instant begin = Instant.now();
    private Findings findings = new Findings();

    Trial(int number, String title) {
        this.number = number;
        this.title = title;
    }

    int number() {
        return number;
    }

    /** What the service had to do meanwhile, in a few words. */
    Trial load(String words) {
        this.load = words;
        return this;
    }

    /** What was done to it, in a few words. */
    Trial faults(String words) {
        this.faults = words;
        return this;
    }

    /** Asserts that nothing is lost, doubled, out of order, stale or early; in both scales. */
    void holds(Findings found) {
        this.findings = found;
        if (found.postponedRequests() > 0) {
            measure(found.postponedRequests() + " requests told to come back");
        }
        if (found.turnsLeftToPeople() > 0) {
            measure(found.turnsLeftToPeople() + " AI turns left to people");
        }
        assertThat(found.acknowledged()).as("acknowledged").isPositive();
        assertThat(found.refused()).as("refused").isEmpty();
        assertThat(found.lost()).as("lost").isEmpty();
        assertThat(found.doubled()).as("doubled").isEmpty();
        assertThat(found.disordered()).as("out of order").isEmpty();
        assertThat(found.stale()).as("sent after a person's reply was answered").isEmpty();
        assertThat(found.lateness()).as("lateness of countdowns").allMatch(late -> !late.isNegative());
    }

    /** A ratio that is to be no larger: always in the report, asserted only where time is judged. */
    void atMost(String what, double measured, double mark) {
        measure("%s %.2f (mark at most %.2f)".formatted(what, measured, mark));
        if (Scale.current().judgesTime()) {
            assertThat(measured).as(what).isLessThanOrEqualTo(mark);
        }
    }

    /** A ratio that is to be no smaller: always in the report, asserted only where time is judged. */
    void atLeast(String what, double measured, double mark) {
        measure("%s %.2f (mark at least %.2f)".formatted(what, measured, mark));
        if (Scale.current().judgesTime()) {
            assertThat(measured).as(what).isGreaterThanOrEqualTo(mark);
        }
    }

    /** A mark of time: always in the report, asserted only where time is judged. */
    void within(String what, Duration measured, Duration mark) {
        measure("%s %s (mark %s)".formatted(what, words(measured), words(mark)));
        if (Scale.current().judgesTime()) {
            assertThat(measured).as(what).isLessThanOrEqualTo(mark);
        }
    }

    /** Something else that was measured, for the report. */
    void measure(String words) {
        measures.add(words);
    }

    static String words(Duration duration) {
        return duration.toMillis() < 10_000
                ? duration.toMillis() + " ms"
                : "%.1f s".formatted(duration.toMillis() / 1000.0);
    }

    /** The cells of the report's line, but for the verdict. */
    List<String> cells() {
        return List.of(
                Integer.toString(number),
                title,
                load,
                faults,
                Integer.toString(findings.acknowledged()),
                Integer.toString(findings.lost().size()),
                Integer.toString(findings.doubled().size()),
                Integer.toString(findings.disordered().size() + findings.stale().size()),
                words(findings.worstLateness()),
                String.join("; ", measures),
                words(Duration.between(begin, Instant.now())));
    }
}
