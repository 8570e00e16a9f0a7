package com.nevermisscall.callservice.web;

import java.util.Map;

/**
 * A failure that the caller is told of, with a code of the contract. The message is for a person and the details are
 * what a caller needs to mend it: neither holds a phone number, a text, a secret or anything of the inside.
 */
public class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient Map<String, Object> details;

    public ApiException(ErrorCode code, String message) {
        this(code, message, Map.of());
    }

    public ApiException(ErrorCode code, String message, Map<String, Object> details) {
        super(message);
        this.code = code;
        this.details = details;
    }

    /** A 400 that blames one field: {@code details.fields} maps it to the reason. */
    public static ApiException invalid(String field, String reason) {
        return new ApiException(
                ErrorCode.VALIDATION_ERROR, "The request is not valid", Map.of("fields", Map.of(field, reason)));
    }

    /** The code of the contract; its status is the answer's. */
    public ErrorCode code() {
        return code;
    }

    /** What a caller needs to mend it; empty where there is nothing. */
    public Map<String, Object> details() {
        return details;
    }
}
