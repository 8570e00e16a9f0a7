package com.nevermisscall.callservice.web;

import org.springframework.http.HttpStatus;

/** The error codes of the HTTP contract ({@code api.md}), each with the status it travels with. */
public enum ErrorCode {
    VALIDATION_ERROR(HttpStatus.BAD_REQUEST),
    UNAUTHORIZED(HttpStatus.UNAUTHORIZED),
    ACCESS_DENIED(HttpStatus.FORBIDDEN),
    CALL_NOT_FOUND(HttpStatus.NOT_FOUND),
    CONVERSATION_NOT_FOUND(HttpStatus.NOT_FOUND),
    LEAD_NOT_FOUND(HttpStatus.NOT_FOUND),
    NOT_FOUND(HttpStatus.NOT_FOUND),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    PAYLOAD_TOO_LARGE(HttpStatus.PAYLOAD_TOO_LARGE),
    CONVERSATION_CLOSED(HttpStatus.CONFLICT),
    INVALID_STATUS_TRANSITION(HttpStatus.CONFLICT),
    MESSAGE_LIMIT_EXCEEDED(HttpStatus.CONFLICT),
    RECIPIENT_OPTED_OUT(HttpStatus.CONFLICT),
    IDEMPOTENCY_KEY_REUSED(HttpStatus.CONFLICT),
    RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS),
    MESSAGE_SEND_FAILED(HttpStatus.BAD_GATEWAY),
    AI_PROCESSING_ERROR(HttpStatus.BAD_GATEWAY),
    SERVICE_AREA_VALIDATION_FAILED(HttpStatus.BAD_GATEWAY),
    CALL_PROCESSING_FAILED(HttpStatus.INTERNAL_SERVER_ERROR),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR),
    SERVICE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE);

    private final HttpStatus status;

    ErrorCode(HttpStatus status) {
        this.status = status;
    }

    /** The HTTP status of every answer with this code. */
    public HttpStatus status() {
        return status;
    }
}
