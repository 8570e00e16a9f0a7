package com.nevermisscall.callservice.integration;

import java.time.Duration;

/**
 * A collaborator gave no answer that can be judged: it is slow, down, broken, or was not asked because its circuit is
 * open. Has no stack trace, since under an outage there are many and each says the same.
 */
public class CollaboratorUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final Duration retryAfter;
    private final boolean passing;

    CollaboratorUnavailableException(String reason, Duration retryAfter, boolean passing, Throwable cause) {
        super(reason, cause, false, false);
        this.reason = reason;
        this.retryAfter = retryAfter;
        this.passing = passing;
    }

    /** A short word for logs, such as {@code timeout}, {@code connect}, {@code http_503} or {@code circuit_open}. */
    public String reason() {
        return reason;
    }

    /** How long the collaborator asked to be left alone; null when it said nothing. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** Whether it was asked and failed in a way that may be over at once: timeout, lost connection, 5xx. */
    public boolean isPassing() {
        return passing;
    }
}
