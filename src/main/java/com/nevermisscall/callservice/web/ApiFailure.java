package com.nevermisscall.callservice.web;

import java.time.Instant;
import java.util.Map;

/** The envelope of every failure ({@code api.md}, Envelope): {@code success} is always false. */
record ApiFailure(boolean success, Problem error, Instant timestamp, String requestId) {

    /** What went wrong; {@code details} is empty where there is nothing to mend it with. */
    record Problem(ErrorCode code, String message, Map<String, Object> details) {}

    static ApiFailure of(ApiException failure, Instant now, String requestId) {
        return new ApiFailure(
                false, new Problem(failure.code(), failure.getMessage(), failure.details()), now, requestId);
    }
}
