package com.nevermisscall.callservice.integration.twilio;

import java.time.Duration;

/** What became of one try to send an SMS. */
public sealed interface SmsResult {

    /**
     * twilio-server has taken it over.
     *
     * @param messageSid Twilio's id, 1–64 of {@code [A-Za-z0-9]}; null when what came is no such id
     */
    record Accepted(String messageSid) implements SmsResult {}

    /**
     * Refused for good: no further try will do.
     *
     * @param code    Twilio's code, such as 21610 (opted out), or {@code HTTP_<status>}; never null, at most 64
     *                characters
     * @param message for a person, at most 500 characters; null when nothing was said
     */
    record Refused(String code, String message) implements SmsResult {

        /** Tells the code only: Twilio's messages quote phone numbers. */
        @Override
        public String toString() {
            return "Refused[code=" + code + "]";
        }
    }

    /**
     * Nobody knows whether it was sent; to be tried again with the same message id.
     *
     * @param retryAfter how long to wait at least, never negative; null when nothing was said
     * @param reason     a short word for logs, such as {@code timeout}, {@code connect}, {@code http_503},
     *                   {@code circuit_open}, {@code bulkhead_full} or {@code unreadable}
     */
    record Unavailable(Duration retryAfter, String reason) implements SmsResult {}
}
