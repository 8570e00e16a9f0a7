package com.nevermisscall.callservice.durable;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    @ParameterizedTest(name = "after {0} failures: {1} s, spread by a fifth")
    @CsvSource({
        "-1, 1",
        "0, 1",
        "1, 2",
        "2, 4",
        "3, 8",
        "4, 16",
        "5, 32",
        "6, 60",
        "7, 60",
        "31, 60",
        "64, 60",
        "2147483647, 60"
    })
    void doublesFromASecondToAMinute(int failures, long seconds) {
        Duration middle = Duration.ofSeconds(seconds);

        assertThat(many(failures))
                .allMatch(pause -> pause.compareTo(middle.multipliedBy(8).dividedBy(10)) >= 0)
                .allMatch(pause -> pause.compareTo(middle.multipliedBy(12).dividedBy(10)) < 0);
    }

    @Test
    void isSpreadToBothSides() {
        List<Duration> pauses = many(0);

        assertThat(pauses).anyMatch(pause -> pause.toMillis() < 900).anyMatch(pause -> pause.toMillis() > 1100);
        assertThat(pauses.stream().distinct().count()).isGreaterThan(50);
    }

    private static List<Duration> many(int failures) {
        return Stream.generate(() -> Backoff.after(failures)).limit(500).toList();
    }
}
