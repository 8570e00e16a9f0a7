package com.nevermisscall.callservice.integration;

import java.time.Clock;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/** Reads the header {@code Retry-After} (RFC 9110): seconds, or an HTTP date. */
final class RetryAfter {

    private static final Pattern SECONDS = Pattern.compile("-?\\d{1,9}");
    /** Nobody is left alone for longer, whatever the header says. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private RetryAfter() {}

    /** Never negative; null when the header is absent or cannot be read. */
    static Duration of(HttpHeaders headers, Clock clock) {
        String value = headers.getFirst(HttpHeaders.RETRY_AFTER);
        if (value == null) {
            return null;
        }
        if (SECONDS.matcher(value.strip()).matches()) {
            return bounded(Duration.ofSeconds(Long.parseLong(value.strip())));
        }
        try {
            long until = headers.getFirstDate(HttpHeaders.RETRY_AFTER);
            return bounded(Duration.ofMillis(until - clock.millis()));
        } catch (IllegalArgumentException neitherSecondsNorDate) {
            return null;
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
