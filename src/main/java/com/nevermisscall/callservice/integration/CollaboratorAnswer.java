package com.nevermisscall.callservice.integration;

import java.time.Duration;
import java.util.Set;

/**
 * What a collaborator said: 2xx or 4xx. Anything else is a {@link CollaboratorUnavailableException}.
 *
 * @param status     the HTTP status
 * @param retryAfter how long it asked to be left alone, never negative; null when it said nothing
 * @param body       the JSON object it sent, or an absent object where it sent none
 */
public record CollaboratorAnswer(int status, Duration retryAfter, WireObject body) {

    /** 4xx that say nothing about the request itself: timeout, conflict, too early, too many. */
    private static final Set<Integer> PASSING = Set.of(408, 409, 425, 429);

    /** Whether the status is 2xx. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Whether this very request will never be accepted: 4xx other than 408, 409, 425 and 429. */
    public boolean isRefusal() {
        return !isSuccess() && !PASSING.contains(status);
    }

    /** The status as a reason for logs, such as {@code http_429}. */
    public String reason() {
        return "http_" + status;
    }

    /** The body, out of the envelope {@code {"success": true, "data": {…}}} where it came in one. */
    public WireObject payload() {
        WireObject data = body.object("data");
        return data.isPresent() && Boolean.TRUE.equals(body.flag("success")) ? data : body;
    }

    /** Tells the status only: a body holds phone numbers and texts. */
    @Override
    public String toString() {
        return "CollaboratorAnswer[" + status + "]";
    }
}
