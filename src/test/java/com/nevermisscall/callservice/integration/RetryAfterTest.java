package com.nevermisscall.callservice.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class RetryAfterTest {

    private static final Clock CLOCK = Clock.fixed(CollaboratorStub.NOW, ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0                             | PT0S",
                "30                            | PT30S",
                "-5                            | PT0S",
                "999999999                     | PT24H",
                "Sun, 01 Nov 2026 12:00:45 GMT | PT45S",
                "Sun, 01 Nov 2026 11:59:00 GMT | PT0S"
            })
    void readsSecondsAndDates(String value, Duration wait) {
        assertThat(RetryAfter.of(headers(value), CLOCK)).isEqualTo(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "1.5", "", "99999999999999999999", "2026-11-01T12:00:45Z"})
    void doesNotGuess(String value) {
        assertThat(RetryAfter.of(headers(value), CLOCK)).isNull();
    }

    @Test
    void saysNothingWhereNothingIsSaid() {
        assertThat(RetryAfter.of(new HttpHeaders(), CLOCK)).isNull();
    }

    private static HttpHeaders headers(String value) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, value);
        return headers;
    }
}
