package com.nevermisscall.callservice.web;

/** The envelope of every success: {@code success} is always true; {@code data} is what was asked for. */
public record ApiResponse<T>(boolean success, T data, String message) {

    /** Wraps the data; the message is a short sentence for a person. */
    public static <T> ApiResponse<T> of(T data, String message) {
        return new ApiResponse<>(true, data, message);
    }
}
