package com.nevermisscall.callservice.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** Tells a failure in the one envelope, for whoever finds it: an endpoint, a filter or the server itself. */
public class FailureWriter {

    /** The detail that says how many seconds to wait; the {@code Retry-After} header repeats it. */
    static final String RETRY_AFTER_SECONDS = "retryAfterSeconds";

    private static final Map<ErrorCode, Integer> PATIENCE_SECONDS =
            Map.of(ErrorCode.SERVICE_UNAVAILABLE, 1, ErrorCode.RATE_LIMITED, 5);

    private final ObjectMapper json;
    private final Clock clock;

    FailureWriter(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** Answers with the failure, status, headers and body; does nothing when an answer is already on its way. */
    public void write(HttpServletRequest request, HttpServletResponse response, ApiException failure)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        byte[] body = json.writeValueAsBytes(envelope(request, failure));
        response.resetBuffer();
        response.setStatus(failure.code().status().value());
        response.setHeader(RequestId.HEADER, RequestId.of(request));
        response.setHeader("X-Content-Type-Options", "nosniff");
        headers(failure).toSingleValueMap().forEach(response::setHeader);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }

    ApiFailure envelope(HttpServletRequest request, ApiException failure) {
        return ApiFailure.of(failure, clock.instant(), RequestId.of(request));
    }

    /** The headers that the code itself asks for. */
    HttpHeaders headers(ApiException failure) {
        HttpHeaders headers = new HttpHeaders();
        headers.setCacheControl("no-store");
        Integer patience = PATIENCE_SECONDS.get(failure.code());
        if (patience != null) {
            Object seconds = failure.details().getOrDefault(RETRY_AFTER_SECONDS, patience);
            headers.set(HttpHeaders.RETRY_AFTER, seconds.toString());
        }
        return headers;
    }
}
