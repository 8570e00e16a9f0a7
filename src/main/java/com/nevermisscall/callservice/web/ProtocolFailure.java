package com.nevermisscall.callservice.web;

import java.util.Map;

/** The sentences for what goes wrong before or around an endpoint, by HTTP status. */
public final class ProtocolFailure {

    private static final String TOO_MANY = "Too many requests, please slow down";

    private ProtocolFailure() {}

    /**
     * The failure of the contract for a status that the server or the framework chose. What the contract does not know
     * becomes its nearest kin; 501 and 505 are the caller's doing (a transfer coding or version nobody speaks).
     */
    public static ApiException of(int status) {
        return switch (status) {
            case 401 -> new ApiException(ErrorCode.UNAUTHORIZED, "Credentials are missing or not valid");
            case 403 -> new ApiException(ErrorCode.ACCESS_DENIED, "This is not yours to use");
            case 404 -> new ApiException(ErrorCode.NOT_FOUND, "There is nothing at this path");
            case 405 -> new ApiException(ErrorCode.METHOD_NOT_ALLOWED, "This path does not take this method");
            case 413 ->
                new ApiException(
                        ErrorCode.PAYLOAD_TOO_LARGE,
                        "The body is too large",
                        Map.of("limitBytes", BodyLimitFilter.LIMIT_BYTES));
            case 415 -> new ApiException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json");
            case 429 -> new ApiException(ErrorCode.RATE_LIMITED, TOO_MANY);
            case 503 -> unavailable();
            case 501, 505 -> badRequest();
            default -> status < 500 ? badRequest() : internalError();
        };
    }

    /** A caller sends more than it may; {@code seconds} is how long to wait, at least 1. */
    public static ApiException rateLimited(long seconds) {
        return new ApiException(ErrorCode.RATE_LIMITED, TOO_MANY, Map.of(FailureWriter.RETRY_AFTER_SECONDS, seconds));
    }

    static ApiException badRequest() {
        return ApiException.invalid("request", "is not a well-formed HTTP request");
    }

    static ApiException unavailable() {
        return new ApiException(
                ErrorCode.SERVICE_UNAVAILABLE, "The service is not available at the moment, please try again");
    }

    static ApiException internalError() {
        return new ApiException(ErrorCode.INTERNAL_ERROR, "Something went wrong on our side");
    }

    static ApiException callProcessingFailed() {
        return new ApiException(
                ErrorCode.CALL_PROCESSING_FAILED, "The call could not be processed, please send it again");
    }
}
